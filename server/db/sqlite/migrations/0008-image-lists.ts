/** What the lists of images are cut from and counted by (docs/decisions/0010). Columns are described in schema.ts. */
import { type Kysely, sql } from "kysely";
import { addMissingColumn } from "../add-missing-column.ts";

/** Each with the id behind it, so that pages neither repeat nor skip rows. */
const SORTS = ["updated_at", "name", "tag_count", "is_public"];

/** Behind the sorted columns, what a list filters by: a page far down is reached without reading a row. */
const FILTERED = ["is_public", "category", "organization_id"];

export async function up(db: Kysely<unknown>): Promise<void> {
  await addMissingColumn(db, "images", "account_id", "text", (column) => column.notNull().defaultTo(""));
  await sql`
    update images set account_id = (select account_id from organizations where id = images.organization_id)
  `.execute(db);
  await indexes(db);
  await counts(db);
  await names(db);
}

async function indexes(db: Kysely<unknown>): Promise<void> {
  for (const sort of SORTS) {
    await db.schema.dropIndex(`images_${sort}`).ifExists().execute();
    const filtered = FILTERED.filter((column) => column !== sort);
    await db.schema
      .createIndex(`images_by_${sort}`)
      .ifNotExists()
      .on("images")
      .columns(["account_id", sort, "id", ...filtered])
      .execute();
  }
  await db.schema.dropIndex("images_updated_at_in_organization").ifExists().execute();
  await db.schema
    .createIndex("images_in_organization")
    .ifNotExists()
    .on("images")
    .columns(["organization_id", "name", "id", "is_public", "category", "updated_at", "tag_count"])
    .execute();
}

async function counts(db: Kysely<unknown>): Promise<void> {
  await sql`drop table if exists image_counts`.execute(db);
  await sql`
    create table image_counts (
      organization_id integer not null,
      is_public integer not null,
      category text not null,
      images integer not null,
      primary key (organization_id, is_public, category)
    ) without rowid
  `.execute(db);
  await sql`
    insert into image_counts (organization_id, is_public, category, images)
    select organization_id, is_public, category, count(*) from images group by 1, 2, 3
  `.execute(db);
  const add = sql`
    insert into image_counts (organization_id, is_public, category, images)
    values (new.organization_id, new.is_public, new.category, 1)
    on conflict (organization_id, is_public, category) do update set images = images + 1;
  `;
  const where = sql`organization_id = old.organization_id and is_public = old.is_public and category = old.category`;
  const remove = sql`
    update image_counts set images = images - 1 where ${where};
    delete from image_counts where ${where} and images = 0;
  `;
  await sql`create trigger if not exists images_counted after insert on images begin ${add} end`.execute(db);
  await sql`create trigger if not exists images_uncounted after delete on images begin ${remove} end`.execute(
    db,
  );
  await sql`
    create trigger if not exists images_recounted after update of organization_id, is_public, category on images
    begin ${remove} ${add} end
  `.execute(db);
}

async function names(db: Kysely<unknown>): Promise<void> {
  // Which rows hold which three characters, and nothing else: the names themselves stay in one place.
  await sql`drop table if exists image_names`.execute(db);
  await sql`
    create virtual table image_names
    using fts5(name, tokenize = 'trigram', content = '', contentless_delete = 1, detail = none)
  `.execute(db);
  await sql`insert into image_names (rowid, name) select id, name from images`.execute(db);
  const add = sql`insert into image_names (rowid, name) values (new.id, new.name);`;
  const remove = sql`delete from image_names where rowid = old.id;`;
  await sql`create trigger if not exists images_named after insert on images begin ${add} end`.execute(db);
  await sql`create trigger if not exists images_unnamed after delete on images begin ${remove} end`.execute(
    db,
  );
  await sql`create trigger if not exists images_renamed after update of name on images begin ${remove} ${add} end`.execute(
    db,
  );
}
