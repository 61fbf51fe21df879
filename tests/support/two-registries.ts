/** A service and a second one that it copies to, over real HTTP through a proxy. */

import type { SyncRecord } from "../../core/console-operations/sync.ts";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { wait } from "../../core/registry-client/retry.ts";
import { createSyncRun } from "../../server/copies/run.ts";
import { createJobRunner, type JobRunner } from "../../server/jobs/runner.ts";
import { reachableAddresses } from "../../server/node/addresses.ts";
import { createOutbound } from "../../server/node/outbound.ts";
import { addAccessKey } from "./access-keys.ts";
import { createProxy, type TestProxy } from "./proxy.ts";
import {
  digestOf,
  pushBlob,
  putManifest,
  startTestRegistry,
  type TestRegistry,
  testBytes,
} from "./registry.ts";

export interface TwoRegistries {
  source: TestRegistry;
  target: TestRegistry;
  /** In front of the target. */
  proxy: TestProxy;
  /** Of the target's administrator. */
  key: { id: string; secret: string };
  /** Until nothing is left that is due. */
  runJobs(): Promise<void>;
  createRunner(): JobRunner;
  /** The newest first. */
  records(query?: string): Promise<SyncRecord[]>;
  console(method: string, path: string, body?: object): Promise<{ status: number; text: string }>;
  close(): Promise<void>;
}

export const LOCAL = createOutbound(reachableAddresses(["127.0.0.0/8"]));

/**
 * The region `dr` is the target, its organization `team` what is copied to. Waiting before another try takes a fraction
 * of its time: `hurry` is by how much.
 */
export async function startTwoRegistries(hurry = 500): Promise<TwoRegistries> {
  const quickly = (ms: number, signal?: AbortSignal) => wait(ms / hurry, signal);
  const [source, target] = [await startTestRegistry(), await startTestRegistry()];
  target.deps.signingKey = new Uint8Array(32).fill(8);
  const proxy = await createProxy(target.origin);
  const key = await addAccessKey(target, target.admin);
  source.deps.outbound = LOCAL;
  const console = async (method: string, path: string, body?: object) => {
    const init = { method, headers: await source.signIn(), ...(body && { body: JSON.stringify(body) }) };
    const response = await source.app.request(`/api/${path}`, init);
    return { status: response.status, text: await response.text() };
  };
  const added = await console("POST", "regions", {
    id: "dr",
    name: "Second site",
    registry: proxy.origin,
    api: proxy.origin,
    project: "local-1",
    access_key: key.id,
    secret_key: key.secret,
  });
  if (added.status !== 201) throw new Error(added.text);
  const createRunner = () => createJobRunner(source.deps, [createSyncRun(quickly)]);
  return {
    source,
    target,
    proxy,
    key,
    console,
    createRunner,
    async runJobs() {
      const runner = createRunner();
      await runner.tick();
      await runner.idle();
    },
    async records(query = "") {
      const { text } = await console("GET", `sync-records${query}`);
      return (JSON.parse(text) as { records: SyncRecord[] }).records;
    },
    async close() {
      await proxy.close();
      await source.close();
      await target.close();
    },
  };
}

/** An image `team/app` of one layer of so many bytes. */
export async function pushLarge(source: TestRegistry, tag: string, bytes: number, seed = 1) {
  const layer = await pushBlob(source, "team/app", testBytes(bytes, seed));
  const config = await pushBlob(source, "team/app", new TextEncoder().encode(`{"seed":${seed}}`));
  const content = JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociManifest,
    config: { mediaType: MEDIA_TYPE.ociConfig, ...config },
    layers: [{ mediaType: MEDIA_TYPE.ociLayer, ...layer }],
  });
  await putManifest(source, "team/app", tag, content);
  return { layer, digest: digestOf(content) };
}
