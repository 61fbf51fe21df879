/**
 * Fills the tables of a service by SQL: what takes a registry years, in seconds. Some organizations are large, most are
 * small; one image in twenty is public; each has a few tags.
 */
import { DatabaseSync } from "node:sqlite";

const ORGANIZATIONS = 400;

/** Of a user who is no administrator. */
const GRANTED_ORGANIZATIONS = 3;
const GRANTED_IMAGES = 20;

const WORDS =
  "api auth billing cache cart chat data edge feed gateway geo ingest inventory jobs ledger login mail map \
media metrics notify orders payment pricing profile proxy queue report router rules search session shipping stock store \
sync tax token tracker upload users video wallet web worker".split(" ");
const KINDS = "server worker cron proxy migrate ui base batch".split(" ");
const CATEGORIES = "app_server linux framework_app database lang other windows arm".split(" ");

/** The image with many tags. */
export const TAGGED = { organization: "org-200", image: "tagged" };

export function seed(path: string, images: number, tags: number): void {
  const db = new DatabaseSync(path);
  db.exec("pragma busy_timeout = 60000; begin");
  db.function("word", { deterministic: true }, (index) => WORDS[Number(index) % WORDS.length] ?? "");
  db.function("kind", { deterministic: true }, (index) => KINDS[Number(index) % KINDS.length] ?? "");
  db.function("category", { deterministic: true }, (index) => CATEGORIES[Number(index) % 8] ?? "");
  db.exec(`
    create temp table admin as select * from users where name = 'admin';
    create temp table numbers (i integer primary key, hash integer);
    insert into numbers with recursive n (i) as (select 1 union all select i + 1 from n where i < ${images})
      select i, (i * 2654435761) % 1000003 from n;
    insert into organizations (name, account_id, creator_id, creator_name, created_at)
      select printf('org-%03d', numbers.i), account_id, id, name, '2026-01-01T00:00:00.000Z'
      from admin, numbers where numbers.i <= ${ORGANIZATIONS};
    insert into images (organization_id, name, category, description, is_public, creator_id, creator_name, size,
        tag_count, download_count, created_at, updated_at, account_id)
      select organizations.id, printf('%s-%s-%d', word(hash), kind(hash / 50), numbers.i), category(hash / 7),
        'Runs ' || word(hash) || ' in every region', hash % 20 = 0, admin.id, admin.name, hash * 1000, 3, hash % 1000,
        '2026-01-01T00:00:00.000Z',
        strftime('%Y-%m-%dT%H:%M:%fZ', 1767225600 + hash * 20, 'unixepoch'), admin.account_id
      from numbers, admin join organizations
        on organizations.name =
          printf('org-%03d', 1 + cast(${ORGANIZATIONS} * (hash / 1000003.0) * (hash / 1000003.0) as integer));
    insert into manifests (image_id, digest, media_type, content, size, config_digest, created_at)
      select id, printf('sha256:%064x', id), 'application/vnd.oci.image.manifest.v1+json', '{"schemaVersion":2}', size,
        printf('sha256:%064x', id), created_at from images;
    insert into tags (image_id, name, digest, created_at, updated_at)
      select images.id, tag.name, printf('sha256:%064x', images.id), created_at, updated_at
      from images, (select 'latest' as name union select 'v1.0.0' union select 'v1.1.0') as tag;
    insert into images (organization_id, name, category, description, is_public, creator_id, creator_name, size,
        tag_count, download_count, created_at, updated_at, account_id)
      select organizations.id, '${TAGGED.image}', 'other', '', 0, creator_id, creator_name, 0, ${tags}, 0, created_at,
        created_at, account_id from organizations where name = '${TAGGED.organization}';
    insert into manifests (image_id, digest, media_type, content, size, config_digest, created_at)
      select images.id, printf('sha256:%064x', i), 'application/vnd.oci.image.manifest.v1+json', '{"schemaVersion":2}', 1,
        printf('sha256:%064x', i), created_at
      from images, (with recursive n (i) as (select 1 union all select i + 1 from n where i < ${tags}) select i from n)
      where images.name = '${TAGGED.image}';
    insert into tags (image_id, name, digest, created_at, updated_at)
      select image_id, 'v' || rowid, digest, created_at, strftime('%Y-%m-%dT%H:%M:%fZ', 1767225600 + rowid, 'unixepoch')
      from manifests where image_id = (select id from images where name = '${TAGGED.image}');
    insert into users (id, account_id, name, password_hash, is_administrator, created_at)
      select 'bench-user', account_id, 'user', password_hash, 0, created_at from admin;
    insert into organization_grants (organization_id, user_id, level)
      select id, 'bench-user', 1 from organizations where name like 'org-2%' limit ${GRANTED_ORGANIZATIONS};
    insert into image_grants (image_id, user_id, level)
      select id, 'bench-user', 1 from images where is_public = 0 limit ${GRANTED_IMAGES};
    commit;
  `);
  db.close();
}
