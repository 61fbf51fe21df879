/** What is left to be looked at after a change of holds (server/manifests/holds.ts). */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table hold_steps (
      image_id integer not null references images (id) on delete cascade,
      turn integer not null,
      digest text not null,
      after text not null,
      primary key (image_id, turn, digest)
    ) without rowid
  `.execute(db);
}
