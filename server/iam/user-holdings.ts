/** What would go with users (core/console-operations/user-holdings.ts). */
import type { UserHoldings } from "../../core/console-operations/user-holdings.ts";
import { mayManageUsers } from "../access/policy.ts";
import type { Context } from "../context.ts";
import { countRows } from "../db/aggregates.ts";
import { SwrError } from "../errors.ts";
import { idleLimit } from "../identity/sessions.ts";
import type { Handlers } from "../operations.ts";

type Held = "organization_grants" | "image_grants" | "access_keys" | "sessions" | "tokens" | "login_keys";

async function listUserHoldings(context: Context, ids: readonly string[]): Promise<UserHoldings[]> {
  if (!mayManageUsers(context.caller)) throw new SwrError("forbidden");
  const now = context.clock();
  return await context.db
    .selectFrom("users")
    .select("users.id")
    .select(({ selectFrom }) => {
      const of = (table: Held) =>
        selectFrom(table).select(countRows().as("count")).whereRef(`${table}.user_id`, "=", "users.id");
      const going = (table: "sessions" | "tokens" | "login_keys") =>
        of(table).where(`${table}.expires_at`, ">", now.toISOString());
      const sessions = going("sessions")
        .where("sessions.ended_by", "is", null)
        .where("sessions.last_used_at", ">", idleLimit(context, now).toISOString());
      return [
        of("organization_grants").$asScalar().$notNull().as("organizationGrants"),
        of("image_grants").$asScalar().$notNull().as("imageGrants"),
        of("access_keys").$asScalar().$notNull().as("accessKeys"),
        sessions.$asScalar().$notNull().as("sessions"),
        going("tokens").$asScalar().$notNull().as("tokens"),
        going("login_keys").$asScalar().$notNull().as("logins"),
      ];
    })
    .where("users.account_id", "=", context.caller.account.id)
    .where("users.id", "in", ids)
    .execute();
}

export const userHoldingHandlers = {
  async ListUserHoldings(context, { query }) {
    return { value: { users: await listUserHoldings(context, query.ids.split(",")) } };
  },
} satisfies Handlers;
