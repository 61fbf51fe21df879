/** Fills the demo with the company of seed-images.ts: by the service's own functions, so it obeys the service's rules. */
import { MEDIA_TYPE } from "../core/media-types.ts";
import { GB } from "../core/quota.ts";
import { insertBlob, insertRow } from "../server/content/blob-rows.ts";
import { blobPath } from "../server/content/layout.ts";
import type { Context } from "../server/context.ts";
import { readManifest } from "../server/manifests/manifest-content.ts";
import { putManifest } from "../server/manifests/put-manifest.ts";
import { findRepository } from "../server/manifests/repository.ts";
import { createOrganization } from "../server/organizations/service.ts";
import { setQuota } from "../server/organizations/storage.ts";
import { putBlob } from "./put-blob.ts";
import { buildImage, type Content, digestOf, PLATFORMS } from "./seed-content.ts";
import { ORGANIZATIONS, type SeedImage } from "./seed-images.ts";

/** GB: one with room, one nearly full, one that is full. The others have none. */
const QUOTAS = { payments: 10, "base-images": 0.5, "ml-lab": 7.5 };

const DAY = 24 * 60 * 60_000;

export async function seed(context: Context): Promise<void> {
  for (const [organization, images] of Object.entries(ORGANIZATIONS)) {
    await seedOrganization(context, organization, images);
  }
  for (const [organization, gigabytes] of Object.entries(QUOTAS)) {
    await setQuota(context, organization, gigabytes * GB);
  }
}

/** Makes it 300 days ago, with its images. */
export async function seedOrganization(
  context: Context,
  organization: string,
  images: readonly SeedImage[],
): Promise<void> {
  const today = context.clock().getTime();
  await createOrganization(daysBefore(context, today, 300), organization);
  for (const [at, image] of images.entries()) {
    const name = `${organization}/${image.name}`;
    await pushTags(context, name, image, today - at * 3 * DAY);
    await setDetails(context, image);
  }
}

/** The newest tag is pushed at `newest`, each other some days before the next. */
async function pushTags(context: Context, name: string, image: SeedImage, newest: number): Promise<void> {
  for (const [at, tag] of image.tags.entries()) {
    // `latest` is the version before it under another name.
    const version = tag === "latest" ? at - 1 : at;
    const then = daysBefore(context, newest, (image.tags.length - 1 - version) * 4 + 0.3);
    const platforms = image.multiPlatform ? PLATFORMS : PLATFORMS.slice(0, 1);
    const created = then.clock().toISOString();
    const contents = platforms.map((platform) => buildImage(name, image, version, platform, created));
    for (const content of contents) {
      await push(then, name, content, image.multiPlatform ? [] : [tag]);
    }
    if (image.multiPlatform) await push(then, name, indexOf(contents), [tag]);
  }
}

function indexOf(contents: Content[]): Content {
  const manifests = contents.map(({ manifest, platform }) => ({
    mediaType: MEDIA_TYPE.ociManifest,
    digest: digestOf(manifest),
    size: manifest.length,
    platform,
  }));
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests });
  return { manifest, config: undefined, layers: [] };
}

async function push(
  context: Context,
  name: string,
  { manifest, config, layers }: Content,
  tags: string[],
): Promise<void> {
  if (config) await putBlob(context, name, digestOf(config), new TextEncoder().encode(config));
  await insertBlobs(context, name, layers);
  const repository = await findRepository(context, name);
  if (!repository) throw new Error(`no organization for ${name}`);
  const content = readManifest(new TextEncoder().encode(manifest), undefined);
  if ("problem" in content) throw new Error(`manifest of ${name}: ${content.problem}`);
  const pushed = { digest: digestOf(manifest), tags, content };
  const { outcome } = await putManifest(withLayers(context, layers), repository, pushed);
  if (outcome !== "stored") throw new Error(`manifest of ${name}: ${outcome}`);
}

async function insertBlobs(
  context: Context,
  repository: string,
  blobs: { digest: string; size: number }[],
): Promise<void> {
  for (const { digest, size } of blobs) {
    await insertBlob(context, { digest, size, key: blobPath(digest) });
    await insertRow(context, repository, digest);
  }
}

/** Gigabytes of layers are not really there: the content only says so while a manifest that names them is pushed. */
function withLayers(context: Context, layers: { digest: string; size: number }[]): Context {
  const sizes = new Map(layers.map(({ digest, size }) => [blobPath(digest), size]));
  const { content } = context;
  return {
    ...context,
    content: { ...content, size: async (key) => sizes.get(key) ?? (await content.size(key)) },
  };
}

/** What no push says: kind, visibility, and how often it was pulled. */
async function setDetails({ db }: Context, image: SeedImage): Promise<void> {
  await db
    .updateTable("images")
    .set({
      category: image.category,
      is_public: image.isPublic ? 1 : 0,
      download_count: image.tags.length * image.command.length * (image.isPublic ? 97 : 11),
    })
    .where("name", "=", image.name)
    .execute();
}

function daysBefore(context: Context, time: number, days: number): Context {
  return { ...context, clock: () => new Date(time - days * DAY) };
}
