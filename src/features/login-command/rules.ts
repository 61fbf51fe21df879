/** Makes the commands a person runs from the answer of CreateSecret. */
import type { DockerAuths } from "../../../core/operations/login.ts";
import { shellQuote } from "../../lib/shell-quote.ts";

export interface LoginCommands {
  /** Everything in one line; the key stays in the shell's history and shows in the process list meanwhile. */
  plain: string;
  /** Without the key, which is pasted while `read` waits: it gets into neither. bash and zsh. */
  prompting: string;
  key: string;
}

/**
 * The command is built from the answer's body, not taken from the header `X-Swr-Dockerlogin`: that is not quoted, and
 * some regions leave the host out of it (SWR API reference, section 4.1). Throws where the body is not usable.
 */
export function loginCommands({ auths }: DockerAuths): LoginCommands {
  const [host, entry] = Object.entries(auths)[0] ?? [];
  if (host === undefined || entry === undefined || !/^[a-z0-9[]/i.test(host)) {
    // A host that starts with `-` would be read as an option, however it is quoted.
    throw new Error("the answer holds no registry host");
  }
  const [user, key] = splitOnce(decode(entry.auth), ":");
  const login = `docker login -u ${shellQuote(user)}`;
  return {
    plain: `${login} -p ${shellQuote(key)} ${shellQuote(host)}`,
    prompting: `(read -rs key && printf %s "$key" | ${login} --password-stdin ${shellQuote(host)})`,
    key,
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  if (at < 0) throw new Error("the answer holds no user and key");
  return [text.slice(0, at), text.slice(at + 1)];
}

function decode(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
}
