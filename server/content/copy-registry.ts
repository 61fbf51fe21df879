/** Lays the registry's files out afresh, as the tables have them: no upload under way, nothing that no image shows. */
import type { Deps } from "../deps.ts";
import { linkBlob } from "./blobs.ts";
import { writeManifestFiles, writeTagFiles } from "./manifest-files.ts";

type Needs = Pick<Deps, "db" | "storage" | "state">;

/** `copyBlob` puts a layer or config in its place, or answers false. Returns the digests it answered false for. */
export async function copyRegistry(
  deps: Needs,
  copyBlob: (digest: string) => Promise<boolean>,
): Promise<string[]> {
  const missing = new Set<string>();
  const images = await deps.db
    .selectFrom("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .select(["images.id", "images.name", "organizations.name as organization"])
    .orderBy("images.id")
    .execute();
  for (const { id, name, organization } of images) {
    const repository = `${organization}/${name}`;
    for (const digest of await blobsOf(deps, id)) {
      if (await copyBlob(digest)) await linkBlob(deps, repository, digest);
      else missing.add(digest);
    }
    await copyManifests(deps, id, repository);
    await copyTags(deps, id, repository);
  }
  return [...missing];
}

async function blobsOf({ db }: Needs, imageId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("manifest_references")
    .select("digest")
    .distinct()
    .where("image_id", "=", imageId)
    .where("is_manifest", "=", 0)
    .orderBy("digest")
    .execute();
  return rows.map(({ digest }) => digest);
}

/** One manifest at a time: each may have 4 MB. */
async function copyManifests(deps: Needs, imageId: number, repository: string): Promise<void> {
  const manifests = deps.db.selectFrom("manifests").where("image_id", "=", imageId);
  for (const { digest } of await manifests.select("digest").execute()) {
    const { content } = await manifests
      .select("content")
      .where("digest", "=", digest)
      .executeTakeFirstOrThrow();
    await writeManifestFiles(deps, repository, digest, content);
  }
}

async function copyTags(deps: Needs, imageId: number, repository: string): Promise<void> {
  const tags = await deps.db
    .selectFrom("tags")
    .select(["name", "digest"])
    .where("image_id", "=", imageId)
    .execute();
  for (const { name, digest } of tags) await writeTagFiles(deps, repository, name, digest);
}
