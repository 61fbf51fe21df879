/** Pushes and pulls with skopeo, a client of its own with nothing of ours in it. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Login } from "./api.ts";
import { type Finished, run } from "./run.ts";

/** On a push skopeo compresses layers by itself, and digests would change: here they must not. */
const OPTIONS = ["--src-tls-verify=false", "--dest-tls-verify=false", "--preserve-digests"];

/** Names as skopeo has them: `oci:folder:tag`, `docker://host/organization/image:tag`, `dir:folder`. */
export function copy(from: string, to: string, options: string[] = []): Promise<Finished> {
  return run("skopeo", ["--insecure-policy", "copy", ...OPTIONS, ...options, from, to]);
}

export const pushCredentials = ({ user, password }: Login) => ["--dest-creds", `${user}:${password}`];
export const pullCredentials = ({ user, password }: Login) => ["--src-creds", `${user}:${password}`];

export interface Pulled {
  manifestDigest: string;
  /** Computed over the layers as they came, not as the config has them. */
  diffIds: string[];
}

/** What `copy` to `dir:folder` left there. */
export async function readPulled(folder: string): Promise<Pulled> {
  const manifest = await readFile(join(folder, "manifest.json"));
  const { layers } = JSON.parse(manifest.toString("utf8")) as { layers: { digest: string }[] };
  const contents = layers.map(({ digest }) => readFile(join(folder, digest.slice("sha256:".length))));
  return {
    manifestDigest: digestOf(manifest),
    diffIds: (await Promise.all(contents)).map((content) => digestOf(uncompressed(content))),
  };
}

function uncompressed(content: Buffer): Buffer {
  return content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content) : content;
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}
