/** Retention, from the wire to the service and back. */
import type { Retention } from "../../core/operations/retention.ts";
import { historyListQuery } from "../../core/operations/retention.ts";
import { findOwnImage } from "../images/find-image.ts";
import { contentRange, readListQuery, readPage } from "../list-query.ts";
import type { Handlers } from "../operations.ts";
import { listRetentionsOfImages } from "./ledger.ts";
import { listDeletedTags, showLastRun } from "./log.ts";
import { previewRetention } from "./preview.ts";
import { onlyRule } from "./rule.ts";
import {
  createRetention,
  deleteRetention,
  findRetention,
  listRetentions,
  type RetentionPolicy,
  updateRetention,
} from "./service.ts";

export const retentionHandlers = {
  async CreateRetention(context, { params, body }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "delete");
    return { value: { id: await createRetention(context, image.id, onlyRule(body)) } };
  },
  async ListRetentions(context, { params }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "view");
    return { value: (await listRetentions(context, image.id)).map(present) };
  },
  async ShowRetention(context, { params }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "view");
    return { value: present(await findRetention(context, image.id, params.retention_id)) };
  },
  async UpdateRetention(context, { params, body }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "delete");
    await updateRetention(context, image.id, params.retention_id, onlyRule(body));
    return { value: {} };
  },
  async DeleteRetention(context, { params }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "delete");
    await deleteRetention(context, image.id, params.retention_id);
    return { value: {} };
  },
  async ListRetentionHistories(context, { params, query }) {
    const found = await findOwnImage(context, params.namespace, params.repository, "view");
    const page = readPage(readListQuery(historyListQuery, query).values);
    const { rows, total } = await listDeletedTags(context, found.image.id, page);
    const retention_log = rows.map((row) => ({
      id: row.id,
      created_at: row.created_at,
      namespace: found.organization.name,
      repo: found.image.name,
      retention_id: row.retention_id,
      rule_type: row.rule,
      tag: row.tag,
    }));
    return { value: { retention_log, total }, headers: contentRange(page, rows.length, total) };
  },
  async ShowRetentionState(context, { params }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "view");
    return { value: await showLastRun(context, image.id) };
  },
  async ListRetentionsOfImages(context, { query }) {
    return { value: await listRetentionsOfImages(context, query) };
  },
  async PreviewRetention(context, { params, body }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "view");
    const at = body.at === undefined ? context.clock() : new Date(body.at);
    const { decisions, ...sums } = await previewRetention(context, image.id, body.rule, at, readPage(body));
    return {
      value: {
        ...sums,
        decisions: decisions.map(({ decision: { name, ...reason }, digest }) => ({
          tag: name,
          digest,
          ...reason,
        })),
      },
    };
  },
} satisfies Handlers;

function present({ id, rule }: RetentionPolicy): Retention {
  return { id, algorithm: "or", rules: [rule], scope: "" };
}
