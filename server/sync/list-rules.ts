/** The sync rules of all images that the caller sees. */
import { expressionBuilder } from "kysely";
import type { syncConsoleOperations } from "../../core/console-operations/sync.ts";
import type { AnswerOf, InputOf } from "../../core/operations/define.ts";
import { visibleInAccount } from "../access/visible-images.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import type { Database } from "../db/schema.ts";
import { lowerCaseContains } from "../db/sqlite/contains.ts";
import { readPage } from "../list-query.ts";

type ListSyncRules = typeof syncConsoleOperations.ListSyncRules;
type Query = InputOf<ListSyncRules>["query"];

/** The newest first. */
export async function listAccountRules(context: Context, query: Query): Promise<AnswerOf<ListSyncRules>> {
  const matching = rulesMatching(context, query);
  const { total } = await matching.select(countRows().as("total")).executeTakeFirstOrThrow();
  const { offset, limit } = readPage(query);
  const rows = await matching
    .selectAll("rules")
    .select(["images.name as repository", "organizations.name as namespace"])
    .select(lastState().as("last_state"))
    .orderBy("rules.id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  return {
    total,
    rules: rows.map((row) => ({
      id: row.id,
      namespace: row.namespace,
      repository: row.repository,
      region_id: row.region_id,
      remote_namespace: row.remote_organization,
      is_auto: row.is_auto === 1,
      override: row.override === 1,
      creator_name: row.creator_name,
      created_at: row.created_at,
      last_state: row.last_state,
    })),
  };
}

function rulesMatching(context: Context, { namespace, repository, region_id, state }: Query) {
  return context.db
    .selectFrom("sync_rules as rules")
    .innerJoin("images", "images.id", "rules.image_id")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .where("rules.account_id", "=", context.caller.account.id)
    .where(visibleInAccount(context))
    .$if(namespace !== undefined, (rows) => rows.where("organizations.name", "=", namespace ?? ""))
    .$if(repository !== undefined, (rows) =>
      rows.where(({ ref }) => lowerCaseContains(ref("images.name"), repository ?? "")),
    )
    .$if(region_id !== undefined, (rows) => rows.where("rules.region_id", "=", region_id ?? ""))
    .$if(state !== undefined, (rows) =>
      rows.where(lastState(), "is", state === undefined || state === "never" ? null : state),
    );
}

/** State of the newest copy to the rule's target; null where nothing was copied. */
function lastState() {
  return expressionBuilder<Database & { rules: Database["sync_rules"] }, "rules">()
    .selectFrom("sync_records as records")
    .select("records.state")
    .whereRef("records.image_id", "=", "rules.image_id")
    .whereRef("records.region_id", "=", "rules.region_id")
    .whereRef("records.remote_organization", "=", "rules.remote_organization")
    .orderBy("records.id", "desc")
    .limit(1);
}
