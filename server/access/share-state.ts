/**
 * Which shares count. In force are those that have not ended, of private images, between two enabled accounts. The
 * other states tell what has ended from what may count again.
 */
import { type AliasableExpression, type Expression, expressionBuilder, type Kysely } from "kysely";
import type { ShareState } from "../../core/shares.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";

type WithParties = Database & { owner: Database["accounts"]; target: Database["accounts"] };

interface At {
  db: Kysely<Database>;
  clock: () => Date;
}

/** Shares joined with image, organization and both accounts: `owner` shares, `target` receives. */
export function sharesWithParties({ db }: Pick<At, "db">) {
  return db
    .selectFrom("shares")
    .innerJoin("images", "images.id", "shares.image_id")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .innerJoin("accounts as owner", "owner.id", "shares.owner_id")
    .innerJoin("accounts as target", "target.id", "shares.account_id");
}

/** The state of a row of `sharesWithParties`. */
export function shareState({ clock }: At): AliasableExpression<ShareState> {
  return stateAt(clock().toISOString());
}

function stateAt(instant: string | Expression<string>): AliasableExpression<ShareState> {
  const eb = expressionBuilder<WithParties, "shares" | "images" | "owner" | "target">();
  return eb
    .case()
    .when("shares.ends_at", "<=", instant)
    .then<ShareState>("ended")
    .when(eb.or([eb("owner.enabled", "=", 0), eb("target.enabled", "=", 0)]))
    .then<ShareState>("disabled")
    .when("images.is_public", "=", 1)
    .then<ShareState>("public")
    .else<ShareState>("in_force")
    .end();
}

/** When the image's share with the account ends (`NEVER_ENDS` where it does not); undefined where none is in force. */
export async function endOfShareInForce(
  { db, clock }: At,
  imageId: number,
  accountId: string,
): Promise<string | undefined> {
  const [share] = await shareInForce(db, imageId, accountId, clock().toISOString());
  return share?.ends_at;
}

const shareInForce = prepared(
  (db, imageId: Param<number>, accountId: Param<string>, instant: Param<string>) =>
    sharesWithParties({ db })
      .select("shares.ends_at")
      .where("shares.image_id", "=", imageId)
      .where("shares.account_id", "=", accountId)
      .where(stateAt(instant), "=", "in_force"),
);
