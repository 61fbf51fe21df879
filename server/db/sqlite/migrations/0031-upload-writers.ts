/** Which request may write an upload. Comments on the column are in schema.ts. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table uploads add column writer text not null default ''`.execute(db);
  // A blob that is pushed again may get another key: content under its old one is removed (server/content/collect-garbage.ts).
  await sql`
    create trigger blobs_move after update of key on blobs when old.key <> new.key begin
      insert into dead_objects (key, digest) values (old.key, old.digest) on conflict do nothing;
    end
  `.execute(db);
}
