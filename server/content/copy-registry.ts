/** Lays the registry's files out afresh, as the tables have them: no upload under way, nothing that no repository has. */
import type { Deps } from "../deps.ts";
import { writeLayer, writeManifest, writeTag } from "./link-files.ts";

type Needs = Pick<Deps, "db" | "links">;

/** `copyBlob` puts a layer or config in its place, or answers false. Returns the digests it answered false for. */
export async function copyRegistry(
  deps: Needs,
  copyBlob: (digest: string) => Promise<boolean>,
): Promise<string[]> {
  const missing = new Set<string>();
  const organizations = await deps.db.selectFrom("organizations").select(["id", "name"]).execute();
  for (const { id, name } of organizations) {
    for (const { digest, image_name } of await blobsOf(deps, id)) {
      if (await copyBlob(digest)) await writeLayer(deps, `${name}/${image_name}`, digest);
      else missing.add(digest);
    }
    const images = deps.db.selectFrom("images").select(["id", "name"]).where("organization_id", "=", id);
    for (const image of await images.execute()) {
      await copyManifests(deps, image.id, `${name}/${image.name}`);
      await copyTags(deps, image.id, `${name}/${image.name}`);
    }
  }
  return [...missing];
}

/** What its repositories have. What manifests name they need not have, as with foreign layers. */
function blobsOf({ db }: Needs, organizationId: number): Promise<{ image_name: string; digest: string }[]> {
  return db
    .selectFrom("repository_blobs")
    .select(["image_name", "digest"])
    .where("organization_id", "=", organizationId)
    .execute();
}

/** One manifest at a time: each may have 4 MB. */
async function copyManifests(deps: Needs, imageId: number, repository: string): Promise<void> {
  const manifests = deps.db.selectFrom("manifests").where("image_id", "=", imageId);
  for (const { digest } of await manifests.select("digest").execute()) {
    const { content } = await manifests
      .select("content")
      .where("digest", "=", digest)
      .executeTakeFirstOrThrow();
    await writeManifest(deps, repository, digest, content);
  }
}

async function copyTags(deps: Needs, imageId: number, repository: string): Promise<void> {
  const tags = await deps.db
    .selectFrom("tags")
    .select(["name", "digest"])
    .where("image_id", "=", imageId)
    .execute();
  for (const { name, digest } of tags) await writeTag(deps, repository, name, digest);
}
