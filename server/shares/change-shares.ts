/** Shows, changes and ends the shares of an image. Who may make them may see them, and nobody else. */
import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";
import { findImage } from "../images/find-image.ts";
import { inTransaction } from "../transaction.ts";
import { type ImageName, readEnd, type Terms } from "./share-image.ts";

/** Which of an image's shares: all of them, the one with an account, or those of one rule. */
interface Which {
  accountName?: string;
  ruleId?: string;
}

/** In the order they were made, each with the name of its account. */
export async function listShares(context: Context, { namespace, repository }: ImageName, which: Which = {}) {
  const { accountName, ruleId } = which;
  const { image } = await findImage(context, namespace, repository, "share");
  return await context.db
    .selectFrom("shares")
    .innerJoin("accounts", "accounts.id", "shares.account_id")
    .selectAll("shares")
    .select("accounts.name as account")
    .where("shares.image_id", "=", image.id)
    .$if(accountName !== undefined, (query) => query.where("accounts.name", "=", accountName ?? ""))
    .$if(ruleId !== undefined, (query) => query.where("shares.rule_id", "=", ruleId ?? ""))
    .orderBy("shares.id")
    .execute();
}

export type ShareRow = Awaited<ReturnType<typeof listShares>>[number];

/**
 * A description that is left out stays; an empty one clears it. A share that is changed alone gets a rule of its own.
 */
export async function updateShares(
  context: Context,
  name: ImageName,
  which: Which,
  { deadline, description }: Terms,
): Promise<void> {
  await inTransaction(context, async (context) => {
    const shares = await findShares(context, name, which);
    await context.db
      .updateTable("shares")
      .set({
        rule_id: await ruleOf(context, shares),
        deadline,
        ends_at: readEnd(context, deadline),
        updated_at: context.clock().toISOString(),
        ...(description === undefined ? {} : { description }),
      })
      .where(
        "id",
        "in",
        shares.map(({ id }) => id),
      )
      .execute();
  });
}

export async function deleteShares(context: Context, name: ImageName, which: Which): Promise<void> {
  await inTransaction(context, async (context) => {
    const shares = await findShares(context, name, which);
    await context.db
      .deleteFrom("shares")
      .where(
        "id",
        "in",
        shares.map(({ id }) => id),
      )
      .execute();
  });
}

async function findShares(
  context: Context,
  name: ImageName,
  which: Which,
): Promise<[ShareRow, ...ShareRow[]]> {
  const [first, ...others] = await listShares(context, name, which);
  if (first) return [first, ...others];
  throw new SwrError("permissionNotFound", `${name.namespace}/${name.repository} has no such share`);
}

/** The rule of the changed shares: the same one if they are all its shares, else a new one. */
async function ruleOf({ db }: Context, shares: [ShareRow, ...ShareRow[]]): Promise<string> {
  const [{ rule_id }] = shares;
  const other = await db
    .selectFrom("shares")
    .select("id")
    .where("rule_id", "=", rule_id)
    .where(
      "id",
      "not in",
      shares.map(({ id }) => id),
    )
    .limit(1)
    .executeTakeFirst();
  return other ? crypto.randomUUID() : rule_id;
}
