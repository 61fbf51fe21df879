/** Commands for registry clients, to be copied and run. Every value in them is quoted for a POSIX shell. */
import { shellQuote } from "./shell-quote.ts";

/** `ctr` and `crictl` keep no login: they are given it with each command. `helm` is a client of charts. */
export const CLIENTS = ["docker", "podman", "nerdctl", "ctr", "crictl", "skopeo", "helm"] as const;
export type Client = (typeof CLIENTS)[number];

export interface Registry {
  host: string;
  /** Without TLS: most clients must be told. docker has no option for it, only its `daemon.json`. */
  plainHttp: boolean;
}

export interface Credentials {
  user: string;
  key: string;
}

/** A registry and an image in it: `reference` is the whole address, `host/organization/image:tag`. */
export interface RemoteImage {
  reference: string;
  plainHttp: boolean;
}

const PLAIN_HTTP: Record<Exclude<Client, "skopeo">, readonly string[]> = {
  docker: [],
  podman: ["--tls-verify=false"],
  nerdctl: ["--insecure-registry"],
  ctr: ["--plain-http"],
  // Has none: containerd's own configuration decides.
  crictl: [],
  helm: ["--plain-http"],
};

const LOGIN = {
  docker: { words: ["docker", "login"], plainHttp: PLAIN_HTTP.docker },
  podman: { words: ["podman", "login"], plainHttp: PLAIN_HTTP.podman },
  nerdctl: { words: ["nerdctl", "login"], plainHttp: PLAIN_HTTP.nerdctl },
  skopeo: { words: ["skopeo", "login"], plainHttp: ["--tls-verify=false"] },
  helm: { words: ["helm", "registry", "login"], plainHttp: PLAIN_HTTP.helm },
} as const;

export type LoginClient = keyof typeof LOGIN;

/** The version that `helm create` writes, for a push where the tag is no version. */
export const FIRST_CHART_VERSION = "0.1.0";

export const keepsLogin = (client: string): client is LoginClient => client in LOGIN;

/** The key is in the command: it stays in the shell's history and shows in the process list while it runs. */
export function loginCommand(client: LoginClient, registry: Registry, { user, key }: Credentials): string {
  return line(...beforeUser(client, registry), "-u", user, "-p", key, argument(registry.host));
}

/**
 * The command waits for the key to be pasted, which so gets into neither history nor process list. For bash and zsh.
 */
export function promptingLoginCommand(client: LoginClient, registry: Registry, user: string): string {
  const login = line(
    ...beforeUser(client, registry),
    "-u",
    user,
    "--password-stdin",
    argument(registry.host),
  );
  return `(read -rs key && printf %s "$key" | ${login})`;
}

function beforeUser(client: LoginClient, { plainHttp }: Registry): string[] {
  const login = LOGIN[client];
  return [...login.words, ...(plainHttp ? login.plainHttp : [])];
}

/** `credentials` are for ctr and crictl; without them these pull what is public. */
export function pullCommand(client: Client, image: RemoteImage, credentials?: Credentials): string {
  const reference = argument(image.reference);
  if (client === "skopeo") {
    const from = image.plainHttp ? ["--src-tls-verify=false"] : [];
    const { name, tag } = nameAndTag(reference);
    return line(
      "skopeo",
      "copy",
      ...from,
      `docker://${reference}`,
      `docker-archive:${name}.tar:${name}:${tag}`,
    );
  }
  const options = image.plainHttp ? PLAIN_HTTP[client] : [];
  if (client === "helm") {
    const { folder, name, version } = chartOf(reference);
    const exact = version === undefined ? [] : ["--version", version];
    return line("helm", "pull", ...options, `${folder}/${name}`, ...exact);
  }
  const login = credentials ? [userOption(client), `${credentials.user}:${credentials.key}`] : [];
  if (client === "ctr") return line("ctr", "image", "pull", ...options, ...login, reference);
  return line(client, "pull", ...options, ...(client === "crictl" ? login : []), reference);
}

/**
 * The pull command of ctr and crictl that waits for the key. ctr asks for it by itself, crictl reads its environment.
 */
export function promptingPullCommand(client: "ctr" | "crictl", image: RemoteImage, user: string): string {
  if (client === "ctr") {
    const options = image.plainHttp ? PLAIN_HTTP.ctr : [];
    return line("ctr", "image", "pull", ...options, "--user", user, argument(image.reference));
  }
  const pull = line("crictl", "pull", argument(image.reference));
  return `(read -rs key && CRICTL_CREDS=${shellQuote(`${user}:`)}"$key" ${pull})`;
}

/**
 * From the image `local` of this machine, `name:tag`; one command a line, to be run in their order. crictl cannot push.
 * Without a key in `credentials` ctr asks for it. helm pushes the file that `helm package` makes, under the chart's
 * own name and version, whatever `local` is.
 */
export function pushCommands(
  client: Exclude<Client, "crictl">,
  local: string,
  image: RemoteImage,
  credentials?: { user: string; key?: string },
): string[] {
  const [source, reference] = [argument(local), argument(image.reference)];
  if (client === "skopeo") {
    const to = image.plainHttp ? ["--dest-tls-verify=false"] : [];
    return [line("skopeo", "copy", ...to, `docker-daemon:${source}`, `docker://${reference}`)];
  }
  const options = image.plainHttp ? PLAIN_HTTP[client] : [];
  if (client === "helm") {
    const { folder, name, version = FIRST_CHART_VERSION } = chartOf(reference);
    return [line("helm", "push", ...options, argument(`${name}-${version}.tgz`), folder)];
  }
  if (client !== "ctr") {
    return [line(client, "tag", source, reference), line(client, "push", ...options, reference)];
  }
  const { user, key } = credentials ?? {};
  const login = user === undefined ? [] : ["--user", key === undefined ? user : `${user}:${key}`];
  return [
    line("ctr", "image", "tag", source, reference),
    line("ctr", "image", "push", ...options, ...login, reference),
  ];
}

const userOption = (client: Client) => (client === "ctr" ? "--user" : "--creds");

const line = (...words: string[]) => words.map(shellQuote).join(" ");

/** Throws on a word that a client would read as an option, however it is quoted. */
function argument(word: string): string {
  if (word.startsWith("-")) throw new RangeError("a name in a command cannot begin with a hyphen");
  return word;
}

/**
 * The version of the chart under a tag, undefined where the tag is none. A tag cannot have the `+` of a version:
 * helm writes `_` for it, and takes only the version.
 */
export function chartVersion(tag: string): string | undefined {
  return /^v?\d+(\.\d+){0,2}(-[0-9A-Za-z.-]+)?(_[0-9A-Za-z.-]+)?$/.test(tag)
    ? tag.replaceAll("_", "+")
    : undefined;
}

/** helm takes the folder only, and adds the chart's own name below it. */
function chartOf(reference: string): { folder: string; name: string; version: string | undefined } {
  const { name, tag } = nameAndTag(reference);
  const folder = `oci://${reference.slice(0, reference.lastIndexOf("/"))}`;
  return { folder, name, version: chartVersion(tag) };
}

/** Last part of the name, and the tag; what has only a digest gets the usual tag. */
function nameAndTag(reference: string): { name: string; tag: string } {
  const [last = ""] = reference.split("/").slice(-1);
  const [name = "", tag = "latest"] = last.split("@")[0]?.split(":") ?? [];
  return { name, tag };
}
