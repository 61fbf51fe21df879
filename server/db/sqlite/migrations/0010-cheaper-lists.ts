/** What lists of images still paid for beside what they show (docs/decisions/0010). */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await indexes(db);
  await counts(db);
  await names(db);
}

async function indexes(db: Kysely<unknown>): Promise<void> {
  // With the name, so that a walk that looks for a part of it reads no row.
  for (const sort of ["updated_at", "tag_count"]) {
    await db.schema.dropIndex(`images_by_${sort}`).ifExists().execute();
    await db.schema
      .createIndex(`images_by_${sort}`)
      .ifNotExists()
      .on("images")
      .columns(["account_id", sort, "id", "is_public", "category", "organization_id", "name"])
      .execute();
  }
  // Each image of a list is shown with its newest tags: their names come from the index too.
  await db.schema.dropIndex("tags_updated_at").ifExists().execute();
  await db.schema
    .createIndex("tags_updated_at")
    .ifNotExists()
    .on("tags")
    .columns(["image_id", "updated_at", "id", "name"])
    .execute();
}

/** Organizations are many: what an account has in all of them is added up as it changes. */
async function counts(db: Kysely<unknown>): Promise<void> {
  await sql`drop table if exists account_image_counts`.execute(db);
  await sql`
    create table account_image_counts (
      account_id text not null,
      is_public integer not null,
      category text not null,
      images integer not null,
      primary key (account_id, is_public, category)
    ) without rowid
  `.execute(db);
  await sql`
    insert into account_image_counts (account_id, is_public, category, images)
    select account_id, is_public, category, count(*) from images group by 1, 2, 3
  `.execute(db);
  const add = sql`
    insert into account_image_counts (account_id, is_public, category, images)
    values (new.account_id, new.is_public, new.category, 1)
    on conflict (account_id, is_public, category) do update set images = images + 1;
  `;
  const where = sql`account_id = old.account_id and is_public = old.is_public and category = old.category`;
  const remove = sql`
    update account_image_counts set images = images - 1 where ${where};
    delete from account_image_counts where ${where} and images = 0;
  `;
  await sql`create trigger if not exists images_counted_in_account after insert on images begin ${add} end`.execute(
    db,
  );
  await sql`create trigger if not exists images_uncounted_in_account after delete on images begin ${remove} end`.execute(
    db,
  );
  await sql`
    create trigger if not exists images_recounted_in_account after update of account_id, is_public, category on images
    begin ${remove} ${add} end
  `.execute(db);
}

/** A space ends each name: whatever two characters a name has, a third follows them, and the three are indexed. */
async function names(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger if exists images_named`.execute(db);
  await sql`drop trigger if exists images_renamed`.execute(db);
  await sql`drop table if exists image_names`.execute(db);
  await sql`
    create virtual table image_names
    using fts5(name, tokenize = 'trigram', content = '', contentless_delete = 1)
  `.execute(db);
  await sql`insert into image_names (rowid, name) select id, name || ' ' from images`.execute(db);
  const add = sql`insert into image_names (rowid, name) values (new.id, new.name || ' ');`;
  const remove = sql`delete from image_names where rowid = old.id;`;
  await sql`create trigger if not exists images_named after insert on images begin ${add} end`.execute(db);
  await sql`create trigger if not exists images_renamed after update of name on images begin ${remove} ${add} end`.execute(
    db,
  );
}
