/** Many small pushes: manifests whose layers are there already, by several clients at once. */
import { createHash } from "node:crypto";
import { Agent } from "node:http";
import { MEDIA_TYPE } from "../core/media-types.ts";
import type { Running } from "./processes.ts";
import { send } from "./send.ts";

const CLIENTS = 8;

/** Pushes `count` manifests over so many images. Answers the seconds it took. */
export async function pushMany(
  registry: Running,
  run: string,
  images: number,
  count: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const names = Array.from({ length: images }, (_, at) => `bench/many-${run}-${at}`);
  const config = await pushContent(registry, agent, names, "{}");
  const layer = await pushContent(registry, agent, names, `layer of ${run}`);
  let next = 0;
  const client = async () => {
    for (let at = next++; at < count; at = next++) {
      const body = JSON.stringify({
        schemaVersion: 2,
        mediaType: MEDIA_TYPE.ociManifest,
        config: { mediaType: MEDIA_TYPE.ociConfig, ...config },
        layers: [{ mediaType: MEDIA_TYPE.ociLayer, ...layer }],
        annotations: { at: String(at) },
      });
      const path = `/v2/${names[at % images]}/manifests/v${at}`;
      await send(registry, agent, "PUT", path, body, { "content-type": MEDIA_TYPE.ociManifest });
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, client));
  agent.destroy();
  return (performance.now() - start) / 1000;
}

async function pushContent(registry: Running, agent: Agent, names: string[], content: string) {
  const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
  for (const name of names) {
    const { location = "" } = await send(registry, agent, "POST", `/v2/${name}/blobs/uploads/`, "");
    const url = new URL(location, registry.origin);
    url.searchParams.set("digest", digest);
    await send(registry, agent, "PUT", url.pathname + url.search, content);
  }
  return { digest, size: content.length };
}
