/** How far uploads came (server/content/uploads.ts). Comments on the columns are in schema.ts. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table uploads (
      id text primary key,
      organization_id integer not null references organizations (id) on delete cascade,
      image_name text not null,
      user_id text not null,
      state text not null,
      "offset" integer not null,
      digest text,
      started_at text not null
    ) without rowid
  `.execute(db);
  await sql`create index uploads_repository on uploads (organization_id, image_name)`.execute(db);
  await sql`create index uploads_started_at on uploads (started_at)`.execute(db);
  await sql`create table ended_uploads (id text primary key, state text not null) without rowid`.execute(db);
  await sql`
    create trigger uploads_delete after delete on uploads begin
      insert into ended_uploads (id, state) values (old.id, old.state);
    end
  `.execute(db);
}
