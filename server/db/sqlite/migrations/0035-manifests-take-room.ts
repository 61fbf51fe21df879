/** Manifests count in what an organization stores: layers alone would let one fill the disk with them under any quota. */
import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update organizations set stored_bytes = stored_bytes + (
      select coalesce(sum(octet_length(content)), 0) from images
      join manifests on manifests.image_id = images.id
      where images.organization_id = organizations.id
    )
  `.execute(db);
  const organization = (image: string) =>
    sql`id = (select organization_id from images where id = ${sql.raw(image)})`;
  await sql`
    create trigger manifests_stored after insert on manifests begin
      update organizations set stored_bytes = stored_bytes + octet_length(new.content)
      where ${organization("new.image_id")};
    end
  `.execute(db);
  // With its image it finds none, and counts nothing.
  await sql`
    create trigger manifests_freed after delete on manifests begin
      update organizations set stored_bytes = stored_bytes - octet_length(old.content)
      where ${organization("old.image_id")};
    end
  `.execute(db);
  await sql`drop trigger images_freed`.execute(db);
  await sql`
    create trigger images_freed before delete on images begin
      update organizations set stored_bytes = stored_bytes - old.size - (
        select coalesce(sum(octet_length(content)), 0) from manifests where image_id = old.id
      )
      where id = old.organization_id;
    end
  `.execute(db);
}
