/**
 * Fills the tables of a service by SQL: what takes a registry years, in seconds. Some organizations are large, most are
 * small; one image in twenty is public; each has a few tags.
 */
import { DatabaseSync } from "node:sqlite";

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

/** A company whose users hold grants, and that shares images. Without them, only `user` holds a few. */
export interface Crowd {
  users: number;
  /** Of each user. */
  organizationGrants: number;
  imageGrants: number;
  /** Accounts, each of which is shared so many images. */
  accounts: number;
  shares: number;
}

export interface Size {
  organizations: number;
  images: number;
  /** Of one image. */
  tags: number;
  crowd?: Crowd;
}

/** Every user that is made has the administrator's password. */
export function seed(path: string, { organizations, images, tags, crowd }: Size): void {
  const db = new DatabaseSync(path);
  db.exec("pragma busy_timeout = 60000; begin immediate");
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
      from admin, numbers where numbers.i <= ${organizations};
    insert into images (organization_id, name, category, description, is_public, creator_id, creator_name, size,
        tag_count, download_count, created_at, updated_at, account_id)
      select organizations.id, printf('%s-%s-%d', word(hash), kind(hash / 50), numbers.i), category(hash / 7),
        'Runs ' || word(hash) || ' in every region', hash % 20 = 0, admin.id, admin.name, hash * 1000, 3, hash % 1000,
        '2026-01-01T00:00:00.000Z',
        strftime('%Y-%m-%dT%H:%M:%fZ', 1767225600 + hash * 20, 'unixepoch'), admin.account_id
      from numbers, admin join organizations
        on organizations.name =
          printf('org-%03d', 1 + cast(${organizations} * (hash / 1000003.0) * (hash / 1000003.0) as integer));
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
  `);
  if (crowd) seedCrowd(db, crowd);
  db.exec("commit");
  db.close();
}

/**
 * Beside the crowd three whose every request is let through by one grant: `all` reads every organization, `organization`
 * only that of the image with many tags, as the first of the crowd does among others, and `image` only that image, which is shared with every account as well.
 */
function seedCrowd(db: DatabaseSync, crowd: Crowd): void {
  const time = "'2026-01-01T00:00:00.000Z'";
  db.exec(`
    create temp table tagged as select id, organization_id from images where name = '${TAGGED.image}';
    create temp table places as
      select row_number() over (order by id) - 1 as place, id from organizations;
    create temp table pictures as
      select row_number() over (order by id) - 1 as place, id from images where is_public = 0;
    create temp table people (i integer primary key);
    insert into people with recursive n (i) as (select 1 union all select i + 1 from n where i < ${crowd.users})
      select i from n;
    insert into users (id, account_id, name, password_hash, is_administrator, created_at)
      select 'crowd-' || i, account_id, 'user-' || i, password_hash, 0, created_at from admin, people
      union all select 'crowd-all', account_id, 'all', password_hash, 0, created_at from admin
      union all select 'crowd-organization', account_id, 'organization', password_hash, 0, created_at from admin
      union all select 'crowd-image', account_id, 'image', password_hash, 0, created_at from admin;
    insert or ignore into organization_grants (organization_id, user_id, level)
      select places.id, 'crowd-' || people.i, case abs(random() % 3) when 0 then 1 when 1 then 3 else 7 end
      from people, (select i from numbers where i <= ${crowd.organizationGrants}) as nth
      join places on places.place = (people.i * 7919 + nth.i * 104729) % (select count(*) from places);
    insert or ignore into image_grants (image_id, user_id, level)
      select pictures.id, 'crowd-' || people.i, case abs(random() % 3) when 0 then 1 when 1 then 3 else 7 end
      from people, (select i from numbers where i <= ${crowd.imageGrants}) as nth
      join pictures on pictures.place = (people.i * 7919 + nth.i * 104729) % (select count(*) from pictures);
    insert into organization_grants (organization_id, user_id, level)
      select id, 'crowd-all', 1 from organizations
      union all select organization_id, 'crowd-organization', 1 from tagged;
    insert or ignore into organization_grants (organization_id, user_id, level)
      select organization_id, 'crowd-1', 1 from tagged;
    insert into image_grants (image_id, user_id, level) select id, 'crowd-image', 1 from tagged;
    insert into accounts (id, name, created_at)
      select 'partner-' || i, 'partner-' || i, ${time} from numbers where i <= ${crowd.accounts};
    insert into projects (id, account_id, name)
      select 'partner-' || numbers.i, 'partner-' || numbers.i, projects.name
      from numbers, projects join admin on projects.account_id = admin.account_id where numbers.i <= ${crowd.accounts};
    insert into users (id, account_id, name, password_hash, is_administrator, created_at)
      select 'partner-' || i, 'partner-' || i, 'user', password_hash, 0, created_at
      from admin, numbers where i <= ${crowd.accounts};
    insert or ignore into shares (rule_id, image_id, owner_id, account_id, deadline, ends_at, description, creator_id,
        creator_name, created_at, updated_at)
      select 'rule-' || shared.id, shared.id, admin.account_id, 'partner-' || partner.i, 'forever',
        '9999-12-31T00:00:00.000Z', '', admin.id, admin.name, ${time}, ${time}
      from admin, (select i from numbers where i <= ${crowd.accounts}) as partner, (
        select id, place from pictures union all select id, -1 from tagged
      ) as shared
      where shared.place = -1
        or (shared.place + partner.i * 7919) % (select count(*) from pictures) < ${crowd.shares};
  `);
}
