/** Lists of those who see a part of the account, and whole words in names (docs/decisions/0010). */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // Public images with everything a list sorts and filters by: gathering them reads no row.
  await db.schema.dropIndex("images_by_is_public").ifExists().execute();
  await db.schema
    .createIndex("images_by_is_public")
    .ifNotExists()
    .on("images")
    .columns([
      "account_id",
      "is_public",
      "id",
      "category",
      "organization_id",
      "name",
      "updated_at",
      "tag_count",
    ])
    .execute();
  // With the places of the pieces it is known without a look at the name that they follow one another.
  await sql`drop table if exists image_names`.execute(db);
  await sql`
    create virtual table image_names
    using fts5(name, tokenize = 'trigram', content = '', contentless_delete = 1)
  `.execute(db);
  await sql`insert into image_names (rowid, name) select id, name from images`.execute(db);
}
