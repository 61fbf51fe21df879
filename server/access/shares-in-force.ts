/** Which shares count: those that have not ended, of private images, between accounts that are both enabled. */
import type { Kysely } from "kysely";
import type { Database } from "../db/schema.ts";

interface At {
  db: Kysely<Database>;
  clock: () => Date;
}

/** With their images and both accounts, `owner` and `target`. */
function sharesInForce({ db, clock }: At) {
  return db
    .selectFrom("shares")
    .innerJoin("images", "images.id", "shares.image_id")
    .innerJoin("accounts as owner", "owner.id", "shares.owner_id")
    .innerJoin("accounts as target", "target.id", "shares.account_id")
    .where("shares.ends_at", ">", clock().toISOString())
    .where("images.is_public", "=", 0)
    .where("owner.enabled", "=", 1)
    .where("target.enabled", "=", 1);
}

/** When the image's share with the account ends (`NEVER_ENDS` where it does not); undefined where none is in force. */
export async function endOfShareInForce(
  at: At,
  imageId: number,
  accountId: string,
): Promise<string | undefined> {
  const share = await sharesInForce(at)
    .select("shares.ends_at")
    .where("shares.image_id", "=", imageId)
    .where("shares.account_id", "=", accountId)
    .executeTakeFirst();
  return share?.ends_at;
}
