/** Holds the tables to the registry's files, both ways, while the service runs on them. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  blobPath,
  layerLinkPath,
  revisionLinkPath,
  tagIndexLinkPath,
  tagLinkPath,
  UNFINISHED,
} from "../../server/content/layout.ts";
import { DATABASE_FILE } from "../../server/node/data-folder.ts";

interface ImageRow {
  id: number;
  name: string;
  size: number;
  tag_count: number;
  blobs: number;
  tags: number;
}

interface ManifestRow {
  name: string;
  digest: string;
  content: string;
}

/** Digests of blobs whose content was right: it does not change any more, reading it once is enough. */
export type Verified = Set<string>;

/** What does not agree, in words; nothing where all does. */
export async function audit(dataDir: string, verified: Verified): Promise<string[]> {
  const registry = join(dataDir, "registry");
  const files = new Set(await filesBelow(registry));
  const db = new DatabaseSync(join(dataDir, DATABASE_FILE), { readOnly: true });
  try {
    return [
      ...countersOff(db),
      ...(await rowsWithoutFiles(db, registry, files)),
      ...filesWithoutRows(db, files),
      ...(await badBlobs(db, registry, files, verified)),
      ...linksOff(db, files),
      ...[...files].filter((file) => file.startsWith(UNFINISHED)).map((file) => `${file} is left over`),
    ];
  } finally {
    db.close();
  }
}

async function filesBelow(root: string): Promise<string[]> {
  // A crash may come before the first bytes do, which make it.
  if (!existsSync(root)) return [];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

function all<Row>(db: DatabaseSync, sql: string): Row[] {
  return db.prepare(sql).all() as Row[];
}

const IMAGE = "from images join organizations on organizations.id = images.organization_id";
const NAME = "organizations.name || '/' || images.name as name";

function countersOff(db: DatabaseSync): string[] {
  const images = all<ImageRow>(
    db,
    `select images.id, ${NAME}, size, tag_count,
      (select coalesce(sum(size), 0) from (select distinct digest, size from manifest_references
        where image_id = images.id and is_manifest = 0)) as blobs,
      (select count(*) from tags where image_id = images.id) as tags ${IMAGE}`,
  );
  const stored = all<{ bytes: number }>(
    db,
    "select coalesce(sum(stored_change), 0) as bytes from account_days",
  );
  const sum = images.reduce((total, { size }) => total + size, 0);
  const left = all<{ repository: string }>(db, "select repository from file_changes");
  return [
    ...images
      .filter(({ size, blobs }) => size !== blobs)
      .map(({ name, size, blobs }) => `${name}: size ${size} of ${blobs}`),
    ...images
      .filter(({ tag_count, tags }) => tag_count !== tags)
      .map(({ name, tag_count, tags }) => `${name}: ${tag_count} of ${tags} tags`),
    ...(stored[0]?.bytes === sum
      ? []
      : [`the days add up to ${stored[0]?.bytes} bytes, the images to ${sum}`]),
    ...left.map(({ repository }) => `a change of files of ${repository} is still noted`),
  ];
}

const manifestRows = (db: DatabaseSync) =>
  all<ManifestRow>(
    db,
    `select ${NAME}, manifests.digest, content ${IMAGE} join manifests on manifests.image_id = images.id`,
  );

const tagRows = (db: DatabaseSync) =>
  all<{ name: string; tag: string; digest: string; hasManifest: number }>(
    db,
    `select ${NAME}, tags.name as tag, tags.digest,
      exists (select 1 from manifests where image_id = images.id and manifests.digest = tags.digest) as hasManifest
      ${IMAGE} join tags on tags.image_id = images.id`,
  );

async function rowsWithoutFiles(db: DatabaseSync, registry: string, files: Set<string>): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, digest, content } of manifestRows(db)) {
    if (!files.has(revisionLinkPath(name, digest))) wrong.push(`${name}: no file of the manifest ${digest}`);
    if (sha256(content) !== digest) wrong.push(`${name}: the row of ${digest} has other content`);
    if (!files.has(blobPath(digest))) wrong.push(`${name}: no content of the manifest ${digest}`);
  }
  for (const { name, tag, digest, hasManifest } of tagRows(db)) {
    if (!hasManifest) wrong.push(`${name}:${tag} points at nothing`);
    if (!files.has(tagIndexLinkPath(name, tag, digest))) wrong.push(`${name}:${tag} is not in its index`);
    const link = await readFile(join(registry, tagLinkPath(name, tag)), "utf8").catch(() => "nothing");
    if (link !== digest) wrong.push(`${name}:${tag}: the file says ${link}, the row ${digest}`);
  }
  return wrong;
}

const REVISION = /repositories\/(.+)\/_manifests\/revisions\/sha256\/([0-9a-f]{64})\/link$/;
const TAG = /repositories\/(.+)\/_manifests\/tags\/([^/]+)\/current\/link$/;

function filesWithoutRows(db: DatabaseSync, files: Set<string>): string[] {
  const known = new Set([
    ...manifestRows(db).map(({ name, digest }) => revisionLinkPath(name, digest)),
    ...tagRows(db).map(({ name, tag }) => tagLinkPath(name, tag)),
  ]);
  return [...files]
    .filter((file) => (REVISION.test(file) || TAG.test(file)) && !known.has(file))
    .map((file) => `no row for ${file}`);
}

const BLOB = /blobs\/sha256\/..\/([0-9a-f]{64})\/data$/;
const LAYER = /repositories\/.+\/_layers\/sha256\/([0-9a-f]{64})\/link$/;

async function badBlobs(
  db: DatabaseSync,
  registry: string,
  files: Set<string>,
  verified: Verified,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const file of files) {
    const linked = LAYER.exec(file)?.[1];
    if (linked !== undefined && !files.has(blobPath(`sha256:${linked}`)))
      wrong.push(`${file} leads to no blob`);
    const hex = BLOB.exec(file)?.[1];
    if (hex === undefined || verified.has(hex)) continue;
    if (sha256(await readFile(join(registry, file))) === `sha256:${hex}`) verified.add(hex);
    else wrong.push(`${file} has other content`);
  }
  const references = all<{ digest: string; size: number }>(
    db,
    "select distinct digest, size from manifest_references",
  );
  for (const { digest, size } of references) {
    const found = await stat(join(registry, blobPath(digest))).then(
      (file) => file.size,
      () => "no file",
    );
    if (found !== size) wrong.push(`${digest}: ${found}, named with ${size} bytes`);
  }
  return wrong;
}

/** What repositories have is what the links say, no more and no less; and all of it is there. */
function linksOff(db: DatabaseSync, files: Set<string>): string[] {
  const had = all<{ name: string; digest: string }>(
    db,
    `select organizations.name || '/' || image_name as name, digest from repository_blobs
      join organizations on organizations.id = organization_id`,
  );
  const known = new Set(had.map(({ name, digest }) => layerLinkPath(name, digest)));
  const blobs = all<{ key: string }>(
    db,
    `select key from blobs where digest in (select digest from repository_blobs)
      or digest in (select digest from manifests)`,
  );
  const due = all<{ digest: string }>(db, "select digest from blob_reviews where review_after = ''");
  const dead = all<{ key: string }>(db, "select key from dead_objects");
  return [
    ...[...known].filter((link) => !files.has(link)).map((link) => `no link ${link}`),
    ...[...files].filter((file) => LAYER.test(file) && !known.has(file)).map((file) => `no row for ${file}`),
    ...blobs.filter(({ key }) => !files.has(key)).map(({ key }) => `no content ${key}`),
    ...due.map(({ digest }) => `${digest} was to be reviewed`),
    ...dead.map(({ key }) => `${key} was to be removed`),
  ];
}

function sha256(content: string | Uint8Array): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}
