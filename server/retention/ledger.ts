/** The account's images with their retention rules, and those without. */
import type { retentionConsoleOperations } from "../../core/console-operations/retention.ts";
import type { AnswerOf, InputOf } from "../../core/operations/define.ts";
import { visibleImages, withSight } from "../access/visible-images.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { lowerCaseContains } from "../db/sqlite/contains.ts";
import { isOneOf } from "../db/sqlite/lists.ts";
import { readPage } from "../list-query.ts";
import { ruleOfRow } from "./rule.ts";
import { RETENTION_JOB, retentionSweep } from "./run.ts";

type ListRetentionsOfImages = typeof retentionConsoleOperations.ListRetentionsOfImages;
type Query = InputOf<ListRetentionsOfImages>["query"];
type Row = AnswerOf<ListRetentionsOfImages>["images"][number];

const DAY_MS = 24 * 60 * 60 * 1000;

const SORT_COLUMN = {
  name: "images.name",
  tag_count: "images.tag_count",
  deleted_at: "retentions.deleted_at",
} as const;

export async function listRetentionsOfImages(
  context: Context,
  query: Query,
): Promise<AnswerOf<ListRetentionsOfImages>> {
  const matching = imagesMatching(await withSight(context), query);
  const { total } = await matching.select(countRows().as("total")).executeTakeFirstOrThrow();
  const { offset, limit } = readPage(query);
  const way = query.order_type ?? "asc";
  const rows = await matching
    .select([
      "organizations.name as namespace",
      "images.id",
      "images.name as repository",
      "images.tag_count as tags",
      "images.size",
      "retentions.template",
      "retentions.amount",
      "retentions.selectors",
      "retentions.last_run_at",
      "retentions.failed_tags",
      "retentions.deleted_at",
      "retentions.deleted_tags",
      "retentions.freed_bytes",
    ])
    .orderBy(SORT_COLUMN[query.order_column ?? "name"], way)
    .orderBy("images.id", way)
    .limit(limit)
    .offset(offset)
    .execute();
  const nextRunOf = await nextRuns(
    context,
    rows.map(({ id }) => id),
  );
  return {
    total,
    images: rows.map(({ namespace, repository, tags, size, ...row }) => ({
      namespace,
      repository,
      tags,
      size,
      retention: presentRetention(row, nextRunOf(row.id)),
    })),
  };
}

function imagesMatching(context: Context, { state = "set", namespace, repository }: Query) {
  const lately = new Date(context.clock().getTime() - DAY_MS).toISOString();
  return context.db
    .selectFrom("images")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .leftJoin("retentions", "retentions.image_id", "images.id")
    .where(visibleImages(context))
    .$if(state === "none", (rows) => rows.where("retentions.id", "is", null))
    .$if(state !== "none", (rows) => rows.where("retentions.id", "is not", null))
    .$if(state === "failed", (rows) => rows.where("retentions.failed_tags", ">", 0))
    .$if(state === "deleted", (rows) => rows.where("retentions.deleted_at", ">", lately))
    .$if(namespace !== undefined, (rows) => rows.where("organizations.name", "=", namespace ?? ""))
    .$if(repository !== undefined, (rows) =>
      rows.where((eb) => lowerCaseContains(eb.ref("images.name"), repository ?? "")),
    );
}

interface RetentionColumns {
  template: "date_rule" | "tag_rule" | null;
  amount: number | null;
  selectors: string | null;
  last_run_at: string | null;
  failed_tags: number | null;
  deleted_at: string | null;
  deleted_tags: number | null;
  freed_bytes: number | null;
}

/** The columns of an image without a rule are all null. */
function presentRetention(row: RetentionColumns, nextRunAt: string | null): Row["retention"] {
  const { template, amount, selectors, deleted_at } = row;
  if (template === null || amount === null || selectors === null) return null;
  return {
    rule: ruleOfRow({ template, amount, selectors }),
    last_run_at: row.last_run_at,
    next_run_at: nextRunAt,
    failed_tags: row.failed_tags ?? 0,
    deleted:
      deleted_at === null
        ? null
        : { at: deleted_at, tags: row.deleted_tags ?? 0, freed: row.freed_bytes ?? 0 },
  };
}

/** When each image's rule runs next: by a job of its own, if one waits, else by the next run of all rules. */
async function nextRuns({ db }: Context, imageIds: readonly number[]) {
  const jobs = await db
    .selectFrom("jobs")
    .select(["kind", "key", "run_at"])
    .where((eb) =>
      eb.or([
        eb("kind", "=", retentionSweep.name),
        eb.and([eb("kind", "=", RETENTION_JOB), isOneOf(eb.ref("key"), imageIds.map(String))]),
      ]),
    )
    .execute();
  const ofAll = jobs.find(({ kind }) => kind === retentionSweep.name)?.run_at ?? null;
  const own = new Map(
    jobs.filter(({ kind }) => kind === RETENTION_JOB).map(({ key, run_at }) => [key, run_at]),
  );
  return (imageId: number) => own.get(String(imageId)) ?? ofAll;
}
