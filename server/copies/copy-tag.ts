/**
 * Copies a tag to a region's registry: asks what is there, sends the missing layers, then manifests, and the tag last.
 * Goes on where an earlier try stopped; done again, it sends nothing.
 */
import { digestAlgorithm } from "../../core/digest.ts";
import {
  createRegistryClient,
  type RegistryClient,
  RegistryFailure,
} from "../../core/registry-client/client.ts";
import { runPool } from "../../core/registry-client/pool.ts";
import { type BlobPush, pushBlob } from "../../core/registry-client/push-blob.ts";
import { type Pause, type Wait, withRetry } from "../../core/registry-client/retry.ts";
import type { BlobRow } from "../content/blob-rows.ts";
import { findBlob, openBlob } from "../content/blobs.ts";
import type { ActorContext } from "../context.ts";
import { findManifest } from "../manifests/manifest-queries.ts";
import type { StreamedBody } from "../ports/outbound.ts";
import type { Region } from "../regions/region.ts";
import { openRegistry } from "../regions/registry.ts";
import { CAME_BY_HEADER, formatCameBy, SERVICE_ID_HEADER, serviceId } from "../sync-records/came-by.ts";
import type { End } from "../sync-records/end.ts";
import { DigestNotTagged, PutRefused } from "./cause.ts";
import { type CopiedManifest, contentOfTag, type TagContent } from "./content-of-tag.ts";
import type { Copy } from "./due.ts";
import { otherImageWith } from "./other-image.ts";
import { trackProgress } from "./progress.ts";
import { addToReferrersTag, type Referrer } from "./referrers-tag.ts";

/** Scopes of one token: token services limit them. */
const SCOPES_MAX = 20;
const CHECKS_AT_ONCE = 6;
const LAYERS_AT_ONCE = 3;
/**
 * Large, as each chunk costs a round trip. It is also the most that is lost where a registry keeps nothing of a cut
 * request.
 */
const CHUNK_BYTES = 128 * 1024 * 1024;

export interface Sending {
  wait: Pause;
  signal: AbortSignal;
}

/**
 * The longest pauses within a try, after a cut connection and after a busy answer. For longer waits the try ends, so
 * that the record can say what it waits for.
 */
const PAUSE_MAX_MS = { unanswered: 500, answered: 4_000 };

export function pauseBriefly(wait: Wait): Pause {
  return async (ms, signal, failure) => {
    if (ms > PAUSE_MAX_MS[failure.status === 0 ? "unanswered" : "answered"]) throw failure;
    await wait(ms, signal);
  };
}

const SUCCESS: End = { state: "success", cause: null, detail: "" };
const EXISTED: End = { state: "existed", cause: null, detail: "" };

/** Throws PutRefused, DigestNotTagged, RegistryFailure, OutboundError, or the signal's reason. */
export async function copyTag(
  context: ActorContext,
  copy: Copy,
  region: Region,
  { wait, signal }: Sending,
): Promise<End> {
  const remote = `${copy.remote_organization}/${copy.image}`;
  const own = await serviceId(context);
  const cameBy = JSON.parse(copy.came_by) as string[];
  const scopes = [`repository:${remote}:pull,push`];
  let answering = "";
  const transport = openRegistry(context, region, {
    scopes,
    headers: { [CAME_BY_HEADER]: formatCameBy([...cameBy, own]) },
    timeoutMs: context.config.syncStallMs,
    onAnswer: (headers) => {
      answering = headers.get(SERVICE_ID_HEADER) ?? answering;
    },
  });
  const client = createRegistryClient(transport, `${region.registry}/v2`);
  const to: Target = { context, copy, client, remote, wait, signal, scopes };
  const there = await retried(to, () => client.manifestDigest(remote, copy.tag, signal));
  if (cameBy.includes(answering)) return { ...EXISTED, cause: "came_from_there" };
  if (there !== undefined && there !== copy.digest && copy.override === 0) return taken(there);

  const content = await contentOfTag(context, copy.image_id, copy.digest);
  const changed = await sendContent(to, content);
  if (there === copy.digest) return changed ? SUCCESS : EXISTED;
  // The layers took a while: somebody may have pushed the tag there meanwhile.
  const now =
    copy.override === 1
      ? undefined
      : await retried(to, () => client.manifestDigest(remote, copy.tag, signal));
  if (now !== undefined && now !== copy.digest) return taken(now);
  await moveTag(to, content, { name: copy.tag, digest: copy.digest });
  return SUCCESS;
}

interface Target extends Sending {
  context: ActorContext;
  copy: Copy;
  client: RegistryClient<StreamedBody>;
  /** `organization/image` there. */
  remote: string;
  /** Scopes of its tokens. More may be added, for mounts. */
  scopes: string[];
}

/** Everything but the tag itself. False where all of it was there already. */
async function sendContent(to: Target, content: TagContent): Promise<boolean> {
  const { client, remote, signal } = to;
  const missing = await missingManifests(to, content);
  await sendBlobs(to, content, missing);
  const unlisted: Referrer[] = [];
  for (const manifest of content.manifests) {
    if (!missing.has(manifest.digest)) continue;
    const { isListed, bytes } = await putManifest(to, manifest, manifest.digest);
    const { subject } = manifest;
    if (subject !== null && !isListed) unlisted.push({ ...manifest, bytes, subject });
  }
  let changed = missing.size > 0;
  for (const tag of content.tags) changed = (await moveTag(to, content, tag)) || changed;
  for (const referrer of unlisted) {
    await retried(to, () => addToReferrersTag(client, remote, referrer, signal));
  }
  return changed;
}

function taken(digest: string): End {
  return { ...EXISTED, cause: "tag_taken", detail: digest };
}

function retried<Result>({ wait, signal }: Target, attempt: () => Promise<Result>): Promise<Result> {
  return withRetry(attempt, wait, signal);
}

async function missingManifests(to: Target, { manifests }: TagContent): Promise<Set<string>> {
  const missing = new Set<string>();
  await runPool(manifests, CHECKS_AT_ONCE, to.signal, async ({ digest }, signal) => {
    const found = await retried(to, () => to.client.manifestDigest(to.remote, digest, signal));
    if (found === undefined) missing.add(digest);
  });
  return missing;
}

/** A registry that has a manifest has its layers. */
async function sendBlobs(to: Target, { manifests }: TagContent, missing: Set<string>): Promise<void> {
  const { context, copy, client, remote, signal, wait } = to;
  const begun = JSON.parse(copy.uploads) as Record<string, string>;
  const needed = new Set(manifests.filter(({ digest }) => missing.has(digest)).flatMap(({ blobs }) => blobs));
  const pushes: (BlobPush & { blob: BlobRow })[] = [];
  for (const digest of new Set(manifests.flatMap(({ blobs }) => blobs))) {
    const blob = await findBlob(context, `${copy.organization}/${copy.image}`, digest);
    // Not stored here: a layer that licences forbid to copy.
    if (!blob) continue;
    const state = needed.has(digest) ? "waiting" : "known";
    pushes.push({ blob, state, sent: 0, received: 0, location: begun[digest] });
  }
  const progress = trackProgress(context, copy.id, pushes);
  const onChange = () => progress.changed();
  const open = (state: BlobPush["state"]) => pushes.filter((push) => push.state === state);
  try {
    await runPool(open("waiting"), CHECKS_AT_ONCE, signal, async (push, poolSignal) => {
      const has = await retried(to, () => client.hasBlob(remote, push.blob.digest, poolSignal));
      if (has) push.state = "known";
      onChange();
    });
    await runPool(open("waiting"), LAYERS_AT_ONCE, signal, async (push, poolSignal) => {
      const { digest } = push.blob;
      // Another copy may be sending the same blob: this one waits, and then finds it there.
      await context.state.locks.withLock(`copy ${client.base} ${digest}`, async () => {
        poolSignal.throwIfAborted();
        const from = await mountableFrom(to, digest);
        const source = {
          chunk: CHUNK_BYTES,
          read: async (offset: number, length: number) => part(context, push.blob, offset, length),
        };
        await pushBlob({ client, wait, onChange }, remote, push, source, from, poolSignal);
      });
    });
  } finally {
    await progress.settle();
  }
}

function part(context: ActorContext, blob: BlobRow, start: number, length: number): StreamedBody {
  return { length, open: () => openBlob(context, blob, { start, end: start + length - 1 }) };
}

/** A repository there that should have the blob, to mount it from. The next token asks for the right to pull there. */
async function mountableFrom(to: Target, digest: string): Promise<string | undefined> {
  const other = await otherImageWith(to.context, to.copy, digest);
  if (other === undefined) return undefined;
  const scope = `repository:${other}:pull`;
  if (to.scopes.includes(scope)) return other;
  if (to.scopes.length === SCOPES_MAX) return undefined;
  to.scopes.push(scope);
  return other;
}

/** True where the tag had to be moved. */
async function moveTag(
  to: Target,
  { manifests }: TagContent,
  { name, digest }: { name: string; digest: string },
): Promise<boolean> {
  const there = await retried(to, () => to.client.manifestDigest(to.remote, name, to.signal));
  if (there === digest) return false;
  const manifest = manifests.find((it) => it.digest === digest);
  if (!manifest) return false;
  // Pushed under its tag alone it would be known by another digest there.
  if (digestAlgorithm(digest) === "sha256") await putManifest(to, manifest, name);
  else if (!(await putManifest(to, manifest, digest, name)).isTagged) throw new DigestNotTagged(name);
  return true;
}

async function putManifest(to: Target, manifest: CopiedManifest, reference: string, tag?: string) {
  const { context, copy, client, remote, signal } = to;
  const { digest, mediaType, platform } = manifest;
  const stored = await findManifest(context, copy.image_id, digest);
  if (!stored) throw new Error(`${digest} went away`);
  const bytes = new TextEncoder().encode(stored.content);
  try {
    const answer = await retried(to, () =>
      client.putManifest(remote, reference, { mediaType, bytes }, signal, tag),
    );
    return { ...answer, bytes };
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    throw new PutRefused(platform === "" ? reference : `${reference} (${platform})`, error);
  }
}
