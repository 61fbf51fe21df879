/**
 * The agency: an account's consent that the registry acts for it. This service does not need it, as regions and
 * clusters come with credentials of their own, but clients that synchronize ask for it and give it, so it is kept.
 */
import { maySync } from "../access/policy.ts";
import { SwrError } from "../errors.ts";
import type { Handlers } from "../operations.ts";

export const agencyHandlers = {
  async CheckAgency({ db, caller: { account } }) {
    const { has_agency } = await db
      .selectFrom("accounts")
      .select("has_agency")
      .where("id", "=", account.id)
      .executeTakeFirstOrThrow();
    return { value: { domain_id: account.id, is_agency: has_agency === 1 } };
  },
  async CreateAgency({ db, caller }) {
    if (!maySync(caller)) throw new SwrError("forbidden");
    const { numUpdatedRows } = await db
      .updateTable("accounts")
      .set({ has_agency: 1 })
      .where("id", "=", caller.account.id)
      .where("has_agency", "=", 0)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new SwrError("agencyExists");
    return { value: undefined };
  },
} satisfies Handlers;
