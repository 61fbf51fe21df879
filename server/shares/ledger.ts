/** Every share of the account over all its images, by when it ends. */

import type { shareLedgerOperations } from "../../core/console-operations/shares.ts";
import type { AnswerOf, InputOf } from "../../core/operations/define.ts";
import { NEVER_ENDS } from "../../core/shares.ts";
import { shareState, sharesWithParties } from "../access/share-state.ts";
import { visibleShares } from "../access/visible-shares.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { contains } from "../db/sqlite/contains.ts";
import { readPage } from "../list-query.ts";

type ListShares = typeof shareLedgerOperations.ListShares;
type Query = InputOf<ListShares>["query"];

const DAY_MS = 24 * 60 * 60 * 1000;

export async function listAllShares(context: Context, query: Query): Promise<AnswerOf<ListShares>> {
  const isOut = query.direction === "out";
  const matching = sharesMatching(context, query);
  const { total } = await matching.select(countRows().as("total")).executeTakeFirstOrThrow();
  const { offset, limit } = readPage(query);
  const direction = query.order_type ?? "asc";
  const rows = await matching
    .selectAll("shares")
    .select([
      "organizations.name as namespace",
      "images.name as repository",
      `${isOut ? "target" : "owner"}.name as account`,
      shareState(context).as("state"),
    ])
    .orderBy("shares.ends_at", direction)
    .orderBy("shares.id", direction)
    .limit(limit)
    .offset(offset)
    .execute();
  const shares = rows.map((row) => ({
    id: row.id,
    namespace: row.namespace,
    repository: row.repository,
    account: row.account,
    deadline: row.deadline,
    ends_at: row.ends_at === NEVER_ENDS ? null : row.ends_at,
    state: row.state,
    created: row.created_at,
    updated: row.updated_at,
    ...(isOut && { description: row.description, creator_name: row.creator_name }),
  }));
  return { total, shares };
}

function sharesMatching(context: Context, query: Query) {
  const { namespace, namespace_contains, repository, account, state, ends_within_days } = query;
  const other = query.direction === "out" ? "target.name" : "owner.name";
  const now = context.clock().getTime();
  return sharesWithParties(context)
    .where(visibleShares(context, query.direction))
    .$if(namespace !== undefined, (rows) => rows.where("organizations.name", "=", namespace ?? ""))
    .$if(namespace_contains !== undefined, (rows) =>
      rows.where((eb) => contains(eb.ref("organizations.name"), namespace_contains ?? "")),
    )
    .$if(repository !== undefined, (rows) =>
      rows.where((eb) => contains(eb.ref("images.name"), repository ?? "")),
    )
    .$if(account !== undefined, (rows) => rows.where((eb) => contains(eb.ref(other), account ?? "")))
    .$if(state !== undefined, (rows) => rows.where(shareState(context), "=", state ?? "ended"))
    .$if(ends_within_days !== undefined, (rows) =>
      rows
        .where("shares.ends_at", ">", new Date(now).toISOString())
        .where("shares.ends_at", "<=", new Date(now + (ends_within_days ?? 0) * DAY_MS).toISOString()),
    );
}
