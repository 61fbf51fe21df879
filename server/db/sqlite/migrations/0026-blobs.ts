/** Which blobs there are and what each repository has of them (server/content/). Comments on the columns are in schema.ts. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table blobs (
      digest text primary key,
      size integer not null,
      key text not null,
      needed_at text not null
    ) without rowid
  `.execute(db);
  await sql`
    create table repository_blobs (
      organization_id integer not null references organizations (id) on delete cascade,
      image_name text not null,
      digest text not null references blobs (digest),
      needed_at text not null,
      primary key (organization_id, image_name, digest)
    ) without rowid
  `.execute(db);
  await sql`create index repository_blobs_digest on repository_blobs (digest)`.execute(db);
  await sql`create table blob_reviews (digest text primary key, review_after text not null) without rowid`.execute(
    db,
  );
  await sql`create index blob_reviews_due on blob_reviews (review_after)`.execute(db);
  await sql`create table dead_objects (key text primary key, digest text not null) without rowid`.execute(db);
  await reviewWhatChanges(db);
  await readWhatIsThere(db);
}

/** A blob that appears, and one that loses what may have kept it, is looked at; a review is of a blob that is there. */
async function reviewWhatChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger blobs_insert after insert on blobs begin
      insert into blob_reviews (digest, review_after) values (new.digest, new.needed_at) on conflict do nothing;
    end
  `.execute(db);
  await sql`
    create trigger blobs_delete after delete on blobs begin
      delete from blob_reviews where digest = old.digest;
    end
  `.execute(db);
  for (const table of ["repository_blobs", "manifest_references", "manifests"]) {
    await sql`
      create trigger ${sql.ref(`${table}_review`)} after delete on ${sql.table(table)}
      when exists (select 1 from blobs where digest = old.digest) begin
        insert into blob_reviews (digest, review_after) values (old.digest, '')
        on conflict (digest) do update set review_after = '';
      end
    `.execute(db);
  }
}

/** Manifests are in the tables already. What repositories have of layers only the folder tells (content/read-folder.ts). */
async function readWhatIsThere(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into blobs (digest, size, key, needed_at)
    select digest, octet_length(content),
      'docker/registry/v2/blobs/sha256/' || substr(digest, 8, 2) || '/' || substr(digest, 8) || '/data',
      max(created_at)
    from manifests group by digest
  `.execute(db);
  await sql`create table folder_reading (id integer primary key, read_up_to text not null)`.execute(db);
  await sql`
    insert into folder_reading (id, read_up_to) select 1, '' where exists (select 1 from organizations)
  `.execute(db);
}
