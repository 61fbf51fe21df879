/** The rows of uploads. */
import type { Deps } from "../deps.ts";
import type { UploadState } from "../ports/content.ts";
import { inSharedTransaction } from "../shared-transaction.ts";
import { findOrganizationId, splitRepository } from "./blob-rows.ts";

export interface Upload {
  /** `organization/image` */
  repository: string;
  id: string;
}

/** How far an upload has come. */
export interface Appended {
  state: UploadState;
  offset: number;
  /** Of all its bytes; null where not all of them were seen here. */
  digest: string | null;
  /** What ended it early. */
  failure?: unknown;
}

export interface UploadRow {
  id: string;
  state: UploadState;
  /** Bytes received and acknowledged. */
  offset: number;
  /** Of them; null where nobody saw them all. */
  digest: string | null;
}

type Needs = Pick<Deps, "db">;

/** Nothing where the organization is gone. */
export async function insertUpload(
  deps: Pick<Deps, "db" | "clock">,
  {
    repository,
    id,
    userId,
    state,
    digest,
  }: Upload & Pick<UploadRow, "state" | "digest"> & { userId: string },
): Promise<void> {
  await inSharedTransaction(deps, async ({ db, clock }) => {
    const organization_id = await findOrganizationId(db, repository);
    if (organization_id === undefined) return;
    await db
      .insertInto("uploads")
      .values({
        id,
        organization_id,
        image_name: splitRepository(repository).image,
        user_id: userId,
        state: JSON.stringify(state),
        offset: 0,
        digest,
        started_at: clock().toISOString(),
      })
      .execute();
  });
}

export async function findUpload({ db }: Needs, { repository, id }: Upload): Promise<UploadRow | undefined> {
  const { organization, image } = splitRepository(repository);
  const row = await db
    .selectFrom("uploads")
    .innerJoin("organizations", "organizations.id", "uploads.organization_id")
    .select(["uploads.id", "state", "offset", "digest"])
    .where("uploads.id", "=", id)
    .where("image_name", "=", image)
    .where("organizations.name", "=", organization)
    .executeTakeFirst();
  return row && { ...row, state: readState(row.state) };
}

/** False where the upload has ended, or another has moved it: what was appended does not count. */
export async function moveUpload(
  deps: Needs,
  { id, offset }: UploadRow,
  { state, ...to }: Appended,
): Promise<boolean> {
  return await inSharedTransaction(deps, async ({ db }) => {
    const { numUpdatedRows } = await db
      .updateTable("uploads")
      .set({ state: JSON.stringify(state), offset: to.offset, digest: to.digest })
      .where("id", "=", id)
      .where("offset", "=", offset)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  });
}

/** Answers its state, which is to be aborted. */
export async function deleteUpload(deps: Needs, upload: Upload): Promise<UploadState | undefined> {
  return await inSharedTransaction(deps, async ({ db }) => {
    const row = await findUpload({ db }, upload);
    if (row) await db.deleteFrom("uploads").where("id", "=", upload.id).execute();
    return row?.state;
  });
}

/** Once its bytes are removed. */
export async function forgetEnded({ db }: Pick<Needs, "db">, id: string): Promise<void> {
  await db.deleteFrom("ended_uploads").where("id", "=", id).execute();
}

/**
 * In the transaction that makes it a blob: it is over, and nothing is left of it. False where it has ended or was moved
 * meanwhile.
 */
export async function endUpload({ db }: Needs, { id, offset }: UploadRow): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("uploads")
    .where("id", "=", id)
    .where("offset", "=", offset)
    .executeTakeFirst();
  await forgetEnded({ db }, id);
  return numDeletedRows > 0n;
}

export function readState(state: string): UploadState {
  return JSON.parse(state) as UploadState;
}
