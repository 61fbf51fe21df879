/**
 * The rows of uploads. A request that changes one claims it first with a token of its own, and writes to the row only while
 * its token is there: one that stalled changes nothing after another has claimed.
 */
import { type Param, prepared } from "../db/prepared.ts";
import type { Deps } from "../deps.ts";
import type { UploadState } from "../ports/content.ts";
import { inSharedTransaction } from "../shared-transaction.ts";
import { inUnsyncedTransaction } from "../transaction.ts";
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
  /** Token of the request that alone may write it; empty while none does, and left there by one that was killed. */
  writer: string;
}

/** The right to write an upload: it ends when another token is in the row. */
export type Claim = Pick<UploadRow, "id" | "writer">;

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
  const [row] = await uploadOf(db, id, organization, image);
  return row && { ...row, state: readState(row.state) };
}

const uploadOf = prepared((db, id: Param<string>, organization: Param<string>, image: Param<string>) =>
  db
    .selectFrom("uploads")
    .innerJoin("organizations", "organizations.id", "uploads.organization_id")
    .select(["uploads.id", "state", "offset", "digest", "writer"])
    .where("uploads.id", "=", id)
    .where("image_name", "=", image)
    .where("organizations.name", "=", organization),
);

/**
 * Undefined where the row has changed since it was read. Does not wait for the disk: a power cut ends all writers, and a
 * later write of this one is synced together with its claim.
 */
export async function claimUpload(deps: Needs, row: UploadRow): Promise<UploadRow | undefined> {
  const writer = crypto.randomUUID();
  const [claimed] = await inUnsyncedTransaction(deps, ({ db }) =>
    takeUpload(db, row.id, row.offset, row.writer, writer),
  );
  return claimed && { ...row, writer };
}

const takeUpload = prepared(
  (db, id: Param<string>, offset: Param<number>, from: Param<string>, to: Param<string>) =>
    db
      .updateTable("uploads")
      .set({ writer: to })
      .where("id", "=", id)
      .where("offset", "=", offset)
      .where("writer", "=", from)
      .returning("id"),
);

/** At the start of the only process on a folder: whoever had claimed an upload is gone, with the files it had open. */
export async function releaseClaims({ db }: Needs): Promise<void> {
  await db.updateTable("uploads").set({ writer: "" }).where("writer", "<>", "").execute();
}

/** Whether nobody else has claimed the upload, or ended it. */
export async function isClaimed({ db }: Needs, { id, writer }: Claim): Promise<boolean> {
  const uploads = db.selectFrom("uploads").select("id").where("id", "=", id).where("writer", "=", writer);
  return (await uploads.executeTakeFirst()) !== undefined;
}

/**
 * Hands the upload on to `next`, by default to nobody. False where it has ended or is another's: what was appended does not
 * count.
 */
export async function moveUpload(
  deps: Needs,
  { id, writer }: Claim,
  { state, offset, digest }: Appended,
  next = "",
): Promise<boolean> {
  const [moved] = await inSharedTransaction(deps, ({ db }) =>
    setPosition(db, id, writer, JSON.stringify(state), offset, digest, next),
  );
  return moved !== undefined;
}

const setPosition = prepared(
  (
    db,
    id: Param<string>,
    writer: Param<string>,
    state: Param<string>,
    offset: Param<number>,
    digest: Param<string | null>,
    next: Param<string>,
  ) =>
    db
      .updateTable("uploads")
      .set({ state, offset, digest, writer: next })
      .where("id", "=", id)
      .where("writer", "=", writer)
      .returning("id"),
);

/** Answers its state, which is to be aborted; undefined where it has ended, or is not `writer`'s. */
export async function deleteUpload(deps: Needs, { id, writer }: Claim): Promise<UploadState | undefined> {
  const [row] = await inSharedTransaction(deps, ({ db }) => endClaimed(db, id, writer));
  return row && readState(row.state);
}

const endClaimed = prepared((db, id: Param<string>, writer: Param<string>) =>
  db.deleteFrom("uploads").where("id", "=", id).where("writer", "=", writer).returning("state"),
);

/** Once its bytes are removed. */
export async function forgetEnded({ db }: Pick<Needs, "db">, id: string): Promise<void> {
  await deleteEnded(db, id);
}

const deleteEnded = prepared((db, id: Param<string>) => db.deleteFrom("ended_uploads").where("id", "=", id));

/** In the transaction that makes it a blob: it is over, and nothing is left of it. False where it has ended or is another's. */
export async function endUpload({ db }: Needs, { id, writer }: Claim): Promise<boolean> {
  const [ended] = await endClaimed(db, id, writer);
  if (ended) await forgetEnded({ db }, id);
  return ended !== undefined;
}

export function readState(state: string): UploadState {
  return JSON.parse(state) as UploadState;
}
