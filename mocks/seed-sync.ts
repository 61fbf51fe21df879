/** Where the demo's company copies images to, and what became of it: a record in every state. */
import type { SyncCause } from "../core/console-operations/sync.ts";
import type { SyncState } from "../core/operations/facts.ts";
import type { Context } from "../server/context.ts";
import { addRegion } from "../server/regions/service.ts";
import { createRule } from "../server/sync/rules.ts";
import { FRANKFURT } from "./demo-registry.ts";

/** Images that go there by themselves. */
const RULES = [
  { image: "payments/checkout-api", organization: "payments", override: false },
  { image: "storefront/web", organization: "storefront", override: true },
  { image: "base-images/debian", organization: "base-images", override: false },
];

interface SeedRecord {
  image: string;
  tag: string;
  state: SyncState;
  cause?: SyncCause;
  detail?: string;
  minutesAgo: number;
  /** Seconds; undefined for what has not ended. */
  took?: number;
  megabytes?: { total: number; sent: number; skipped: number };
  /** Megabytes a second, of one that runs. */
  speed?: number;
  kind?: "manual";
  attempt?: number;
  organization?: string;
}

/** The oldest first. */
const RECORDS: SeedRecord[] = [
  {
    image: "base-images/debian",
    tag: "13-slim",
    state: "success",
    minutesAgo: 3 * 24 * 60,
    took: 21,
    megabytes: { total: 48.5, sent: 48.5, skipped: 0 },
  },
  {
    image: "payments/ledger",
    tag: "3.4.6",
    state: "failed",
    cause: "no_organization",
    detail: "404 NAME_UNKNOWN: finance",
    organization: "finance",
    minutesAgo: 11 * 60,
    took: 2,
    kind: "manual",
  },
  {
    image: "payments/checkout-api",
    tag: "latest",
    state: "existed",
    cause: "tag_taken",
    minutesAgo: 10 * 60,
    took: 1,
  },
  {
    image: "ml-lab/recommender/serve",
    tag: "latest",
    state: "timeout",
    cause: "timeout",
    detail: "no byte for 5 minutes",
    minutesAgo: 9 * 60,
    took: 344,
    kind: "manual",
    attempt: 2,
    megabytes: { total: 2110, sent: 812, skipped: 94 },
  },
  {
    image: "storefront/admin",
    tag: "2.7.5",
    state: "cancel",
    minutesAgo: 8 * 60,
    took: 40,
    kind: "manual",
    megabytes: { total: 112, sent: 31, skipped: 0 },
  },
  {
    image: "storefront/web",
    tag: "8.3.15",
    state: "failed",
    cause: "quota",
    detail: "403 DENIED: the quota of storefront is used up",
    minutesAgo: 6 * 60,
    took: 5,
    megabytes: { total: 141, sent: 0, skipped: 74 },
  },
  {
    image: "storefront/web",
    tag: "latest",
    state: "success",
    minutesAgo: 95,
    took: 14,
    megabytes: { total: 141, sent: 67, skipped: 74 },
  },
  {
    image: "payments/postgres",
    tag: "17.5",
    state: "waiting",
    cause: "too_many_requests",
    detail: "429 TOOMANYREQUESTS: ask again later",
    minutesAgo: 12,
    kind: "manual",
  },
  {
    image: "ml-lab/recommender/train",
    tag: "latest",
    state: "running",
    minutesAgo: 2,
    kind: "manual",
    megabytes: { total: 3240, sent: 1290, skipped: 94 },
    speed: 11.3,
  },
];

/** What has not ended stays as it is for so long. */
const RESTS_MINUTES = 12 * 60;

const MINUTE_MS = 60_000;
const MB = 1024 * 1024;

/** The region is at the address that is given; `name` is what it is called there. */
export async function seedSync(context: Context, registry = FRANKFURT.address): Promise<void> {
  await addRegion(context, {
    id: FRANKFURT.id,
    name: FRANKFURT.name,
    registry,
    api: registry,
    project: FRANKFURT.id,
    access_key: "DEMOACCESSKEY0000001",
    secret_key: "a-secret-of-the-demo",
  });
  for (const { image, organization, override } of RULES) {
    const { id } = await imageOf(context, image);
    const target = { region_id: FRANKFURT.id, remote_organization: organization };
    await createRule(context, id, { ...target, is_auto: true, override });
  }
  for (const record of RECORDS) await addRecord(context, record);
}

async function addRecord(context: Context, record: SeedRecord): Promise<void> {
  const { db, caller, clock } = context;
  const { id, organization_id, account_id, organization } = await imageOf(context, record.image);
  const tag = await db
    .selectFrom("tags")
    .select("digest")
    .where("image_id", "=", id)
    .where("name", "=", record.tag)
    .executeTakeFirst();
  const at = (minutes: number) => new Date(clock().getTime() - minutes * MINUTE_MS).toISOString();
  const started = at(record.minutesAgo);
  const { total = 0, sent = 0, skipped = 0 } = record.megabytes ?? {};
  const ended = record.took === undefined ? null : at(record.minutesAgo - record.took / 60);
  await db
    .insertInto("sync_records")
    .values({
      image_id: id,
      organization_id,
      account_id,
      region_id: FRANKFURT.id,
      remote_organization: record.organization ?? organization,
      tag: record.tag,
      digest: tag?.digest ?? `sha256:${"0".repeat(64)}`,
      kind: record.kind ?? "auto",
      override: 0,
      came_by: "[]",
      state: record.state,
      cause: record.cause ?? null,
      detail: record.detail ?? "",
      attempt: record.attempt ?? 1,
      // What says why it waits has been tried.
      tries: record.state === "waiting" && record.cause ? 4 : 0,
      total_bytes: Math.round(total * MB),
      sent_bytes: Math.round(sent * MB),
      skipped_bytes: Math.round(skipped * MB),
      creator_id: caller.user.id,
      creator_name: caller.user.name,
      created_at: started,
      updated_at: ended ?? started,
      due_at: ended === null ? at(-RESTS_MINUTES) : started,
      started_at: record.state === "waiting" ? null : started,
      ...(record.speed !== undefined && { speed: Math.round(record.speed * MB) }),
      ended_at: ended,
    })
    .execute();
}

async function imageOf({ db }: Context, image: string) {
  const [organization = "", ...name] = image.split("/");
  const row = await db
    .selectFrom("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .select(["images.id", "images.organization_id", "images.account_id"])
    .where("organizations.name", "=", organization)
    .where("images.name", "=", name.join("/"))
    .executeTakeFirstOrThrow();
  return { ...row, organization };
}
