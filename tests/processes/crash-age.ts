/** Time that passes over the blobs of a stopped service: the next start collects what no manifest names. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DATABASE_FILE } from "../../server/node/data-folder.ts";

export function age(dataDir: string): void {
  const db = new DatabaseSync(join(dataDir, DATABASE_FILE));
  for (const table of ["blobs", "repository_blobs"]) {
    db.exec(`update ${table} set needed_at = strftime('%Y-%m-%dT%H:%M:%fZ', needed_at, '-2 days')`);
  }
  db.exec("update blob_reviews set review_after = ''");
  db.close();
}

/** As `repository@digest`, what repositories have, and what their manifests name. */
export function kept(dataDir: string): Set<string> {
  const db = new DatabaseSync(join(dataDir, DATABASE_FILE));
  const rows = db.prepare(`
    select organizations.name || '/' || image_name || '@' || digest as key
    from repository_blobs as had join organizations on organizations.id = had.organization_id
    union
    select organizations.name || '/' || images.name || '@' || named.digest
    from manifest_references as named
    join images on images.id = named.image_id join organizations on organizations.id = images.organization_id
  `);
  const keys = (rows.all() as { key: string }[]).map(({ key }) => key);
  db.close();
  return new Set(keys);
}

/** As `repository@digest`, what may go from now on. */
export function collectable(dataDir: string): string[] {
  const db = new DatabaseSync(join(dataDir, DATABASE_FILE));
  const rows = db.prepare(`
    select organizations.name || '/' || image_name || '@' || had.digest as key
    from repository_blobs as had join organizations on organizations.id = had.organization_id
    where had.needed_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 day') and not exists (
      select 1 from images join manifest_references as named on named.image_id = images.id
      where images.organization_id = had.organization_id and images.name = had.image_name
        and named.digest = had.digest
    )
  `);
  const keys = (rows.all() as { key: string }[]).map(({ key }) => key);
  db.close();
  return keys;
}
