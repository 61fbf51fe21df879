/** The rules of all images that the caller sees. */
import type { syncConsoleOperations } from "../../core/console-operations/sync.ts";
import type { InputOf } from "../../core/operations/define.ts";
import { PAGE_DEFAULT } from "../../core/operations/paging.ts";
import { visibleInAccount } from "../access/visible-images.ts";
import type { Context } from "../context.ts";

type Query = InputOf<typeof syncConsoleOperations.ListSyncRules>["query"];

/** In the order they were made. */
export async function listAccountRules(context: Context, query: Query) {
  const limit = query.limit ?? PAGE_DEFAULT;
  const { marker = 0, namespace, region_id } = query;
  const rows = await context.db
    .selectFrom("sync_rules as rules")
    .innerJoin("images", "images.id", "rules.image_id")
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .selectAll("rules")
    .select(["images.name as repository", "organizations.name as namespace"])
    .select(({ selectFrom }) =>
      selectFrom("sync_records as records")
        .select("records.state")
        .whereRef("records.image_id", "=", "rules.image_id")
        .whereRef("records.region_id", "=", "rules.region_id")
        .whereRef("records.remote_organization", "=", "rules.remote_organization")
        .orderBy("records.id", "desc")
        .limit(1)
        .as("last_state"),
    )
    .where("rules.account_id", "=", context.caller.account.id)
    .where("rules.id", ">", marker)
    .where(visibleInAccount(context))
    .$if(namespace !== undefined, (rows) => rows.where("organizations.name", "=", namespace ?? ""))
    .$if(region_id !== undefined, (rows) => rows.where("rules.region_id", "=", region_id ?? ""))
    .orderBy("rules.id")
    .limit(limit + 1)
    .execute();
  const rules = rows.slice(0, limit).map((row) => ({
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
  }));
  const last = rules.at(-1);
  return { rules, ...(rows.length > limit && last && { next_marker: last.id }) };
}
