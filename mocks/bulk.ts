/** Very many images and tags, written as rows: pushing each would take minutes. */
import { sql } from "kysely";
import { CATEGORIES } from "../core/editions.ts";
import { MEDIA_TYPE } from "../core/media-types.ts";
import type { Caller } from "../server/context.ts";
import type { Deps } from "../server/deps.ts";
import { inTransaction } from "../server/transaction.ts";
import { digestOf } from "./seed-content.ts";

/** Rows a statement: SQLite takes at most 32 766 values. */
const BATCH = 1000;

const MINUTE = 60_000;

const KINDS = ["api", "web", "worker", "gateway", "cron", "proxy", "model", "tools", "agent", "docs"];

export async function seedManyTags(
  deps: Deps,
  { organization, image, tags }: { organization: string; image: string; tags: number },
): Promise<void> {
  const { db } = deps;
  const now = deps.clock().getTime();
  const {
    id: organization_id,
    account_id,
    creator_id,
    creator_name,
  } = await db
    .selectFrom("organizations")
    .selectAll()
    .where("name", "=", organization)
    .executeTakeFirstOrThrow();
  const at = deps.clock().toISOString();
  await inTransaction(deps, async ({ db }) => {
    const { id: image_id } = await db
      .insertInto("images")
      .values({
        ...plainImage(at),
        organization_id,
        account_id,
        name: image,
        size: tags * 1_500_000,
        tag_count: tags,
        creator_id,
        creator_name,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (let from = 0; from < tags; from += BATCH) {
      const numbers = Array.from({ length: Math.min(BATCH, tags - from) }, (_, at) => from + at);
      const rows = numbers.map((number) => {
        const time = new Date(now - (tags - number) * 10 * MINUTE).toISOString();
        // Every third build changed nothing.
        return { number, time, digest: digestOf(`${image} ${number - (number % 3 === 2 ? 1 : 0)}`) };
      });
      await db
        .insertInto("manifests")
        .values(rows.map(({ digest, time, number }) => manifestRow(image_id, digest, time, number)))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await db
        .insertInto("tags")
        .values(
          rows.map(({ number, digest, time }) => ({
            image_id,
            name: `build-${String(number).padStart(5, "0")}`,
            digest,
            created_at: time,
            updated_at: time,
          })),
        )
        .execute();
    }
  });
}

/** Each with one tag, spread over the organizations. In the database itself, as so many rows take long to send there. */
export async function seedManyImages(
  deps: Deps,
  caller: Caller,
  { organizations, images }: { organizations: number; images: number },
): Promise<void> {
  const now = deps.clock().toISOString();
  const { account, user } = caller;
  const { content, media_type, config_digest, size } = manifestRow(0, SHARED_DIGEST, now, 1);
  // Divisors as literals: node:sqlite binds numbers as reals.
  const kinds = JSON.stringify(KINDS);
  const categories = JSON.stringify(CATEGORIES);
  const sameTime = sql`strftime('%Y-%m-%dT%H:%M:%fZ', ${now}, '-' || (at * 7) || ' minutes')`;
  await inTransaction(deps, async ({ db }) => {
    const { first } = await sql<{
      first: number;
    }>`select coalesce(max(id), 0) + 1 as first from organizations`
      .execute(db)
      .then(({ rows }) => rows[0] ?? { first: 1 });
    await sql`
      with recursive numbers(at) as (select 0 union all select at + 1 from numbers where at < ${organizations - 1})
      insert into organizations (id, name, account_id, creator_id, creator_name, created_at)
      select ${first} + at, printf('team-%03d', at), ${account.id}, ${user.id}, ${user.name}, ${now} from numbers
    `.execute(db);
    await sql`
      with recursive numbers(at) as (select 0 union all select at + 1 from numbers where at < ${images - 1})
      insert into images (organization_id, account_id, name, category, description, is_public, creator_id,
        creator_name, size, tag_count, download_count, created_at, updated_at)
      select ${first} + at % ${sql.lit(organizations)}, ${account.id},
        printf('%s-%05d', json_extract(${kinds}, '$[' || (at % ${sql.lit(KINDS.length)}) || ']'), at / ${sql.lit(KINDS.length)}),
        json_extract(${categories}, '$[' || (at % ${sql.lit(CATEGORIES.length)}) || ']'), '', at % 10 = 0,
        ${user.id}, ${user.name}, 1000000 + (at * 104729) % 900000000, 1, (at * 7919) % 5000, ${sameTime}, ${sameTime}
      from numbers
    `.execute(db);
    const ours = sql`from images where organization_id >= ${first}`;
    await sql`
      insert into manifests (image_id, digest, media_type, content, size, config_digest, created_at)
      select id, ${SHARED_DIGEST}, ${media_type}, ${content}, ${size}, ${config_digest}, updated_at ${ours}
    `.execute(db);
    await sql`
      insert into tags (image_id, name, digest, created_at, updated_at)
      select id, 'v1.0.0', ${SHARED_DIGEST}, updated_at, updated_at ${ours}
    `.execute(db);
  });
}

const SHARED_DIGEST = digestOf("one of a hundred thousand");

function plainImage(time: string) {
  return {
    category: "other",
    description: "",
    is_public: 0 as const,
    download_count: 0,
    created_at: time,
    updated_at: time,
  };
}

function manifestRow(image_id: number, digest: string, created_at: string, number: number) {
  const config = { mediaType: MEDIA_TYPE.ociConfig, digest: digestOf(`config ${number}`), size: 1200 };
  const size = 1_200_000 + (number % 100) * 10_000;
  const layers = [{ mediaType: MEDIA_TYPE.ociLayerGzip, digest: digestOf(`layer ${number}`), size }];
  return {
    image_id,
    digest,
    media_type: MEDIA_TYPE.ociManifest,
    content: JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociManifest, config, layers }),
    size: size + config.size,
    config_digest: config.digest,
    subject_digest: null,
    created_at,
  };
}
