/** Shares an image with other accounts. */
import { endOfShare, isShareOver } from "../../core/shares.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { holdRow } from "../db/hold-row.ts";
import { SwrError } from "../errors.ts";
import { findImage, type ImageInOrganization } from "../images/find-image.ts";
import { inTransaction } from "../transaction.ts";
import { findAccounts } from "./find-account.ts";

export interface ImageName {
  namespace: string;
  repository: string;
}

export interface Terms {
  /** As in core/shares.ts. */
  deadline: string;
  description?: string | undefined;
}

/** Shares with the accounts that `column` identifies, as one rule: either all get the share or none. */
export async function shareImage(
  context: Context,
  { namespace, repository }: ImageName,
  accounts: { column: "id" | "name"; values: readonly string[] },
  terms: Terms,
): Promise<void> {
  await inTransaction(context, async (context) => {
    const found = await findImage(context, namespace, repository, "share");
    requirePrivate(found);
    const ends_at = readEnd(context, terms.deadline);
    const accountIds = await findAccounts(context, accounts.column, accounts.values);
    await addShares(context, found, accountIds, { ...terms, ends_at });
  });
}

/** Ended shares count too, as they are still shown and can be extended. */
async function addShares(
  { db, config, caller, clock }: Context,
  { organization, image }: ImageInOrganization,
  accountIds: readonly string[],
  { deadline, ends_at, description = "" }: Terms & { ends_at: string },
): Promise<void> {
  if (accountIds.includes(organization.account_id)) {
    throw new SwrError("invalidAccount", "the image's own account needs no share");
  }
  const now = clock().toISOString();
  const rule = {
    rule_id: crypto.randomUUID(),
    image_id: image.id,
    owner_id: organization.account_id,
    deadline,
    ends_at,
    description,
    creator_id: caller.user.id,
    creator_name: caller.user.name,
    created_at: now,
    updated_at: now,
  };
  await holdRow(db, "accounts", organization.account_id);
  const added = await db
    .insertInto("shares")
    .values(accountIds.map((account_id) => ({ ...rule, account_id })))
    .onConflict((conflict) => conflict.columns(["image_id", "account_id"]).doNothing())
    .returning("id")
    .execute();
  if (added.length < accountIds.length) {
    throw new SwrError("permissionExists", `${organization.name}/${image.name} is shared with it already`);
  }
  const { count } = await db
    .selectFrom("shares")
    .select(countRows().as("count"))
    .where("image_id", "=", image.id)
    .executeTakeFirstOrThrow();
  const { accountsPerSharedImage } = config.edition;
  if (count > accountsPerSharedImage) throw new SwrError("shareQuotaUsedUp", `${accountsPerSharedImage}`);
}

function requirePrivate({ organization, image }: ImageInOrganization): void {
  if (image.is_public === 0) return;
  throw new SwrError("invalidParameter", `${organization.name}/${image.name} is public: anyone may pull it`);
}

/** `ends_at` of a deadline; 4000014 for one that has passed. */
export function readEnd({ clock }: Context, deadline: string): string {
  const endsAt = endOfShare(deadline);
  if (!isShareOver(endsAt, clock())) return endsAt;
  throw new SwrError("invalidParameter", `deadline: the share would have ended at ${endsAt}`);
}
