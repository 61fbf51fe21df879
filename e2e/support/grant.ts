/** Rights of users, written into the service's database while it runs. */
import { join } from "node:path";
import type { GrantedLevel } from "../../core/permissions.ts";
import { openSqlite } from "../../server/node/sqlite.ts";
import type { User } from "./api.ts";
import type { Service } from "./service.ts";

/** On an organization, or on one image of it. */
export async function grant(
  { dataDir }: Service,
  { id: user_id }: User,
  level: GrantedLevel,
  organization: string,
  image?: string,
): Promise<void> {
  const db = openSqlite(join(dataDir, "swr.db"));
  try {
    const { id: organization_id } = await db
      .selectFrom("organizations")
      .select("id")
      .where("name", "=", organization)
      .executeTakeFirstOrThrow();
    if (image === undefined) {
      await db.insertInto("organization_grants").values({ organization_id, user_id, level }).execute();
      return;
    }
    const { id: image_id } = await db
      .selectFrom("images")
      .select("id")
      .where("organization_id", "=", organization_id)
      .where("name", "=", image)
      .executeTakeFirstOrThrow();
    await db.insertInto("image_grants").values({ image_id, user_id, level }).execute();
  } finally {
    await db.destroy();
  }
}
