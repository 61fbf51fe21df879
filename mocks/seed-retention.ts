/** Retention rules of the demo's company, each at another point: they have deleted, could not, or are about to run. */
import type { RetentionPolicyRule } from "../core/operations/retention.ts";
import type { Context } from "../server/context.ts";
import { enqueue } from "../server/jobs/queue.ts";
import { columnsOfRule } from "../server/retention/rule.ts";
import { RETENTION_JOB, retentionSweep } from "../server/retention/run.ts";

interface SeedRule {
  image: string;
  /** Wide enough for the tags that are there: a run of the service leaves them all. */
  rule: RetentionPolicyRule;
  /** Undefined before its first run. */
  ran?: {
    /** Deleted so many hours ago, the newest first; `megabytes` together. */
    deleted?: { hours: number; tags: string[]; megabytes: number };
    failed?: Record<string, string>;
  };
}

const newest = (num: number, ...patterns: string[]): RetentionPolicyRule => ({
  template: "tag_rule",
  params: { num: String(num) },
  tag_selectors: patterns.map((pattern) => ({ kind: "regexp", pattern })),
});

const lastDays = (days: number, ...tags: string[]): RetentionPolicyRule => ({
  template: "date_rule",
  params: { days: String(days) },
  tag_selectors: tags.map((pattern) => ({ kind: "label", pattern })),
});

const RULES: SeedRule[] = [
  {
    image: "payments/settlement-job",
    rule: newest(10),
    ran: { deleted: { hours: 5.2, tags: ["2026.02.28-2993", "2026.02.27-2986"], megabytes: 99.6 } },
  },
  {
    image: "storefront/web",
    rule: newest(25, "release-.*"),
    ran: { deleted: { hours: 9.2, tags: ["5.1.9", "5.1.8", "5.1.7"], megabytes: 214.8 } },
  },
  {
    image: "storefront/cart",
    rule: lastDays(180, "latest"),
    ran: { deleted: { hours: 26 * 24, tags: ["4.0.12"], megabytes: 26 } },
  },
  {
    image: "data-platform/etl/orders",
    rule: lastDays(365),
    ran: {},
  },
  {
    image: "ml-lab/recommender/train",
    rule: newest(40, "paper-\\d+", "baseline"),
    ran: {
      deleted: { hours: 3.2, tags: ["exp-0412"], megabytes: 1984 },
      failed: { "exp-0398": "the storage could not be written" },
    },
  },
  { image: "ml-lab/notebook", rule: newest(30) },
];

const HOUR_MS = 60 * 60_000;
const MB = 1024 * 1024;

export async function seedRetentions(context: Context): Promise<void> {
  for (const rule of RULES) await addRule(context, rule);
  const runAt = new Date(context.clock().getTime() + 0.7 * HOUR_MS);
  await enqueue(context, { kind: retentionSweep.name, key: "", runAt });
}

async function addRule(context: Context, { image, rule, ran }: SeedRule): Promise<void> {
  const { db } = context;
  const [organization = "", ...name] = image.split("/");
  const { id: image_id } = await db
    .selectFrom("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .select("images.id")
    .where("organizations.name", "=", organization)
    .where("images.name", "=", name.join("/"))
    .executeTakeFirstOrThrow();
  const now = context.clock().getTime();
  const before = (hours: number) => new Date(now - hours * HOUR_MS).toISOString();
  const { deleted, failed = {} } = ran ?? {};
  const { id: retention_id } = await db
    .insertInto("retentions")
    .values({
      image_id,
      ...columnsOfRule(rule),
      created_at: before(60 * 24),
      updated_at: before(60 * 24),
      last_run_at: ran ? before(0.3) : null,
      failed_tags: Object.keys(failed).length,
      deleted_at: deleted ? before(deleted.hours) : null,
      deleted_tags: deleted?.tags.length ?? 0,
      freed_bytes: Math.round((deleted?.megabytes ?? 0) * MB),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (!ran) await enqueue(context, { kind: RETENTION_JOB, key: String(image_id) });
  const entries = [
    ...[...(deleted?.tags ?? [])].reverse().map((tag) => ({ tag, failure: null })),
    ...Object.entries(failed).map(([tag, failure]) => ({ tag, failure })),
  ];
  for (const { tag, failure } of entries) {
    const created_at = failure === null && deleted ? before(deleted.hours) : before(0.3);
    const digest = `sha256:${"0".repeat(64)}`;
    await db
      .insertInto("retention_log")
      .values({ image_id, retention_id, rule: JSON.stringify(rule), tag, digest, failure, created_at })
      .execute();
  }
}
