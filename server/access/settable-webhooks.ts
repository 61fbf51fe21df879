/** Which webhooks a list or a count may tell of: those the policy lets the caller set. An address may let in whoever knows it. */
import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import { type Action, REQUIRED_LEVEL } from "../../core/permissions.ts";
import type { Database } from "../db/schema.ts";
import type { Viewer } from "./rights.ts";

/** For a query of webhooks. */
export function settableWebhooks(viewer: Viewer): Expression<SqlBool> {
  const { db, caller } = viewer;
  const eb = expressionBuilder<Database, "webhooks">();
  const own = eb("webhooks.account_id", "=", caller.account.id);
  if (caller.isAdministrator) return own;
  const organizations = (action: Action) =>
    db
      .selectFrom("organization_grants")
      .select("organization_grants.organization_id")
      .where("organization_grants.user_id", "=", caller.user.id)
      .where("organization_grants.level", ">=", REQUIRED_LEVEL[action]);
  const images = db
    .selectFrom("image_grants")
    .select("image_grants.image_id")
    .where("image_grants.user_id", "=", caller.user.id)
    .where("image_grants.level", ">=", REQUIRED_LEVEL.setTriggers);
  const ofOrganizations = eb.and([
    eb("webhooks.image_id", "is", null),
    eb("webhooks.organization_id", "in", organizations("setWebhooks")),
  ]);
  const ofImages = eb.and([
    eb("webhooks.image_id", "is not", null),
    eb.or([
      eb("webhooks.organization_id", "in", organizations("setTriggers")),
      eb("webhooks.image_id", "in", images),
    ]),
  ]);
  return eb.and([own, eb.or([ofOrganizations, ofImages])]);
}
