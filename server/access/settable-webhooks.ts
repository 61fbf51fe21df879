/** Which webhooks a list or a count may show: those the caller may set, as a webhook's address may hold a secret. */
import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import type { Database } from "../db/schema.ts";
import { imagesGrantedFor, organizationsGrantedFor } from "./granted-for.ts";
import type { Viewer } from "./rights.ts";

/** For a query of webhooks. */
export function settableWebhooks(viewer: Viewer): Expression<SqlBool> {
  const { caller } = viewer;
  const eb = expressionBuilder<Database, "webhooks">();
  const own = eb("webhooks.account_id", "=", caller.account.id);
  if (caller.isAdministrator) return own;
  const ofOrganizations = eb.and([
    eb("webhooks.image_id", "is", null),
    eb("webhooks.organization_id", "in", organizationsGrantedFor(viewer, "setWebhooks")),
  ]);
  const ofImages = eb.and([
    eb("webhooks.image_id", "is not", null),
    eb.or([
      eb("webhooks.organization_id", "in", organizationsGrantedFor(viewer, "setTriggers")),
      eb("webhooks.image_id", "in", imagesGrantedFor(viewer, "setTriggers")),
    ]),
  ]);
  return eb.and([own, eb.or([ofOrganizations, ofImages])]);
}
