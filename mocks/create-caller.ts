import type { SignIn } from "../core/session.ts";
import type { Caller } from "../server/context.ts";
import type { Deps } from "../server/deps.ts";
import { createAccount } from "../server/identity/accounts.ts";
import { findCaller } from "../server/identity/find-caller.ts";
import { projectOfAccount } from "../server/identity/projects.ts";

/** Makes the account, with its administrator as who acts in it. */
export async function createCaller(deps: Deps, administrator: SignIn): Promise<Caller> {
  const made = await createAccount(deps, administrator);
  const project = made && (await projectOfAccount(deps, made.accountId));
  const identity = project && { user_id: made.userId, project_id: project.id };
  const caller = identity && (await findCaller(deps.db, identity, "login"));
  if (!caller) throw new Error(`the administrator of ${administrator.account} is not there`);
  return caller;
}
