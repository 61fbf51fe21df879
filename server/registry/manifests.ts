/**
 * Pushes and deletes of manifests, tags and whole images. A push writes files, then rows; a delete rows, then files: a
 * row never stands for a file that was not there. Within a repository they come one after another.
 */
import type { Caller } from "../context.ts";
import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import type { Repository } from "./access.ts";
import { type FileChange, findImageId, recordChanges, settle, strikeOut } from "./file-changes.ts";
import { bytesOfItsOwn, recordPush, refreshImage } from "./image-rows.ts";
import type { ManifestContent } from "./manifest-content.ts";
import { writeManifestFiles, writeTagFiles } from "./manifest-files.ts";
import { serialized } from "./serialize.ts";
import { verifyReferences } from "./verify-references.ts";

export interface NewManifest {
  /** Computed over the bytes. */
  digest: string;
  tag: string | undefined;
  content: ManifestContent;
}

/** Stores a manifest and moves the tag to it. Makes the image with its first push. Errors as verifyReferences has. */
export async function putManifest(
  deps: Deps,
  caller: Caller,
  repository: Repository,
  { digest, tag, content }: NewManifest,
): Promise<void> {
  const { name } = repository;
  await serialized(deps.storage, name, async () => {
    const imageId = await findImageId(deps.db, name);
    const size = await verifyReferences(deps, name, imageId, content);
    const changes = await recordChanges(deps.db, [{ repository: name, tag: tag ?? null, digest }]);
    try {
      await writeManifestFiles(deps, name, digest, content.text);
      if (tag !== undefined) await writeTagFiles(deps, name, tag, digest);
      const time = deps.clock().toISOString();
      await deps.db.transaction().execute(async (db) => {
        await recordPush(db, { repository, creator: caller.user, digest, tag, content, size, time });
        for (const change of changes) await strikeOut(db, change);
      });
    } catch (error) {
      await settle(deps, changes);
      throw error;
    }
  });
}

export interface ImageIdentity {
  id: number;
  name: string;
}

/** Removes a manifest with all tags that point at it. MANIFEST_UNKNOWN where the image has none of that digest. */
export async function deleteManifest(
  deps: Deps,
  organizationName: string,
  image: ImageIdentity,
  digest: string,
): Promise<void> {
  const repository = `${organizationName}/${image.name}`;
  await change(deps, repository, async (db) => {
    const tags = await db
      .selectFrom("tags")
      .select("name")
      .where("image_id", "=", image.id)
      .where("digest", "=", digest)
      .execute();
    const freed = await bytesOfItsOwn(db, image.id, digest);
    const { numDeletedRows } = await db
      .deleteFrom("manifests")
      .where("image_id", "=", image.id)
      .where("digest", "=", digest)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new RegistryError("MANIFEST_UNKNOWN", `no manifest ${digest}`);
    await refreshImage(db, image.id, -freed, deps.clock().toISOString());
    return [
      ...tags.map((tag) => ({ repository, tag: tag.name, digest: null })),
      { repository, tag: null, digest },
    ];
  });
}

/** Removes a tag; its manifest stays. MANIFEST_UNKNOWN where there is no such tag. */
export async function deleteTag(
  deps: Deps,
  organizationName: string,
  image: ImageIdentity,
  tag: string,
): Promise<void> {
  const repository = `${organizationName}/${image.name}`;
  await change(deps, repository, async (db) => {
    const { numDeletedRows } = await db
      .deleteFrom("tags")
      .where("image_id", "=", image.id)
      .where("name", "=", tag)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw new RegistryError("MANIFEST_UNKNOWN", `no tag ${tag}`);
    await refreshImage(db, image.id, 0, deps.clock().toISOString());
    return [{ repository, tag, digest: null }];
  });
}

/**
 * Removes an image with its tags, manifests, grants, layer links and uploads. Content stays in the shared blobs, for
 * other images may show it. An image that is gone already is no error.
 */
export async function deleteImage(deps: Deps, organizationName: string, image: ImageIdentity): Promise<void> {
  const repository = `${organizationName}/${image.name}`;
  await change(deps, repository, async (db) => {
    const { numDeletedRows } = await db.deleteFrom("images").where("id", "=", image.id).executeTakeFirst();
    return numDeletedRows === 0n ? [] : [{ repository, tag: null, digest: null }];
  });
}

/** Rows and log in one transaction, then the files. */
async function change(
  deps: Deps,
  repository: string,
  changeRows: (db: Deps["db"]) => Promise<Omit<FileChange, "id">[]>,
): Promise<void> {
  await serialized(deps.storage, repository, async () => {
    const changes = await deps.db
      .transaction()
      .execute(async (db) => recordChanges(db, await changeRows(db)));
    await settle(deps, changes);
  });
}
