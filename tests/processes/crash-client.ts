/** A client that pushes, mounts, moves tags and deletes, and writes down what was acknowledged. */

import { MEDIA_TYPE } from "../../core/media-types.ts";
import type { Login } from "../../e2e/support/api.ts";
import { digestOf, testBytes } from "../support/registry.ts";

/** Of all clients: who pushes what is there already counts as acknowledged too. */
export interface Blobs {
  /** `repository@digest`, with the seed its bytes are made from. */
  acknowledged: Map<string, number>;
  /** Of those, what was acknowledged days ago: it goes with the last manifest that names it, while clients work. */
  old: Set<string>;
}

/** `undefined`: is not there. Keys: `repository:tag` with a digest, `repository@digest` with a manifest's text. */
type Changes = [key: string, value: string | undefined][];

export interface Client {
  /** One step after the other until the service does not answer any more. */
  work(): Promise<void>;
  /** Compares what the service has with what it acknowledged. Throws where it differs. */
  verify(everything: boolean): Promise<void>;
}

interface Options {
  name: string;
  origin: string;
  login: Login;
  repositories: string[];
  blobs: Blobs;
  /** Told of every request that was answered. */
  onAnswer: () => void;
  isKilled: () => boolean;
}

const SEEDS = 400;
const TAGS = 2;

const pick = <Value>(values: readonly Value[]): Value =>
  values[Math.floor(Math.random() * values.length)] as Value;
export const bytesOf = (seed: number) => testBytes(500 + ((seed * 7919) % 90_000), seed + 1);

export function createClient({
  name,
  origin,
  login,
  repositories,
  blobs,
  onAnswer,
  isKilled,
}: Options): Client {
  const authorization = `Basic ${btoa(`${login.user}:${login.password}`)}`;
  const tags = Array.from({ length: TAGS }, (_, index) => `${name}-${index}`);
  /** Only this client touches its tags and manifests: what it did comes one after the other. */
  const state = new Map<string, string>();
  /** What the last request was about, where its answer never came. */
  let pending: Changes = [];
  /** Keys that changed since they were last compared. */
  const unverified = new Set<string>();
  let counter = 0;

  async function send(
    method: string,
    path: string,
    init: RequestInit = {},
    expected: number[] = [],
  ): Promise<Response> {
    const answer = await fetch(new URL(path, origin), {
      method,
      ...init,
      headers: { authorization, ...init.headers },
    });
    // Answers to writes have no body worth waiting for; reading it frees the connection.
    if (method !== "GET") await answer.arrayBuffer();
    if (!expected.includes(answer.status)) throw new Error(`${method} ${path}: ${answer.status}`);
    onAnswer();
    return answer;
  }

  async function change(changes: Changes, request: () => Promise<unknown>): Promise<void> {
    pending = changes;
    for (const [key] of changes) unverified.add(key);
    await request();
    apply();
  }

  function apply(): void {
    for (const [key, value] of pending) value === undefined ? state.delete(key) : state.set(key, value);
    pending = [];
  }

  async function pushBlob(repository: string, seed: number): Promise<{ digest: string; size: number }> {
    const bytes = bytesOf(seed);
    const digest = digestOf(bytes);
    const uploads = `/v2/${repository}/blobs/uploads/`;
    if (Math.random() < 0.3) await send("POST", `${uploads}?digest=${digest}`, { body: bytes }, [201]);
    else {
      const opened = await send("POST", uploads, {}, [202]);
      const location = opened.headers.get("location") ?? "";
      const chunks = pick([[], [0.5], [0.2, 0.9]]).map((part) => Math.floor(bytes.length * part));
      let sent = 0;
      for (const end of chunks) {
        await send("PATCH", location, { body: bytes.subarray(sent, end) }, [202]);
        sent = end;
      }
      await send("PUT", `${location}?digest=${digest}`, { body: bytes.subarray(sent) }, [201]);
    }
    acknowledge(`${repository}@${digest}`, seed);
    return { digest, size: bytes.length };
  }

  async function mount(repository: string): Promise<void> {
    const from = pick(repositories.filter((other) => other !== repository));
    const there = [...blobs.acknowledged].filter(([key]) => key.startsWith(`${from}@`));
    if (there.length === 0) return;
    const [key, seed] = pick(there);
    const digest = key.slice(from.length + 1);
    const wasOld = blobs.old.has(key);
    const path = `/v2/${repository}/blobs/uploads/?mount=${digest}&from=${from}`;
    const { status } = await send("POST", path, {}, wasOld ? [201, 202] : [201]);
    if (status === 201) acknowledge(`${repository}@${digest}`, seed);
    else if (blobs.old.delete(key)) blobs.acknowledged.delete(key);
  }

  function acknowledge(key: string, seed: number): void {
    blobs.acknowledged.set(key, seed);
    blobs.old.delete(key);
  }

  async function pushManifest(repository: string): Promise<void> {
    const config = await pushBlob(repository, Math.floor(Math.random() * SEEDS));
    const layer = await pushBlob(repository, Math.floor(Math.random() * SEEDS));
    counter += 1;
    const content = JSON.stringify({
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.ociManifest,
      config: { mediaType: MEDIA_TYPE.ociConfig, ...config },
      layers: [{ mediaType: MEDIA_TYPE.ociLayer, ...layer }],
      annotations: { by: `${name} ${counter}` },
    });
    const digest = digestOf(content);
    const tag = Math.random() < 0.8 ? pick(tags) : undefined;
    const changes: Changes = [[`${repository}@${digest}`, content]];
    if (tag !== undefined) changes.push([`${repository}:${tag}`, digest]);
    await change(changes, () =>
      send(
        "PUT",
        `/v2/${repository}/manifests/${tag ?? digest}`,
        { body: content, headers: { "content-type": MEDIA_TYPE.ociManifest } },
        [201],
      ),
    );
  }

  async function deleteTag(repository: string): Promise<void> {
    const there = tags.filter((tag) => state.has(`${repository}:${tag}`));
    if (there.length === 0) return;
    const tag = pick(there);
    await change([[`${repository}:${tag}`, undefined]], () =>
      send("DELETE", `/v2/${repository}/manifests/${tag}`, {}, [202]),
    );
  }

  async function deleteManifest(repository: string): Promise<void> {
    const there = [...state.keys()].filter((key) => key.startsWith(`${repository}@`));
    if (there.length === 0) return;
    const key = pick(there);
    const digest = key.slice(repository.length + 1);
    const pointing = tags.map((tag) => `${repository}:${tag}`).filter((tag) => state.get(tag) === digest);
    const changes: Changes = [key, ...pointing].map((gone) => [gone, undefined]);
    await change(changes, () => send("DELETE", `/v2/${repository}/manifests/${digest}`, {}, [202]));
  }

  const steps = [pushManifest, pushManifest, pushManifest, mount, deleteTag, deleteManifest, deleteManifest];

  async function observe(key: string): Promise<string | undefined> {
    const [, repository, separator, reference] = /^([^:@]+)([:@])(.+)$/.exec(key) ?? [];
    const answer = await send("GET", `/v2/${repository}/manifests/${reference}`, {}, [200, 404]);
    const text = await answer.text();
    if (answer.status === 404) return undefined;
    return separator === ":" ? (answer.headers.get("docker-content-digest") ?? "") : text;
  }

  return {
    async work() {
      try {
        for (;;) await pick(steps)(pick(repositories));
      } catch (error) {
        // What fetch throws where the other end is gone.
        if (!isKilled() || !(error instanceof TypeError)) throw error;
      }
    },
    async verify(everything) {
      // Either all of it happened or nothing.
      const outcomes = new Set<string>();
      for (const [key, value] of pending) {
        const seen = await observe(key);
        if (seen === value && seen !== state.get(key)) outcomes.add("done");
        else if (seen === state.get(key) && seen !== value) outcomes.add("not done");
        else if (seen !== value) throw new Error(`${key} is ${seen}`);
      }
      if (outcomes.size > 1) throw new Error(`half of a request was done: ${pending.map(([key]) => key)}`);
      if (outcomes.has("done")) apply();
      pending = [];
      const keys = everything
        ? [...state.keys(), ...unverified]
        : [...unverified, ...[...state.keys()].filter((key) => key.includes(":"))];
      for (const key of new Set(keys)) {
        const seen = await observe(key);
        if (seen !== state.get(key)) throw new Error(`${key} is ${seen}, acknowledged was ${state.get(key)}`);
      }
      unverified.clear();
    },
  };
}
