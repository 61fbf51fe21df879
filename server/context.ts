/** What one request works with: who calls, and what the service has at hand. Services take this, never Hono's object. */
import type { Deps } from "./deps.ts";

export interface Caller {
  account: { id: string; name: string };
  user: { id: string; name: string };
  project: { id: string; name: string };
  isAdministrator: boolean;
  /**
   * How the caller proved who they are. `token` covers signed requests. The console's cookie makes a page upload of a
   * push (access/policy.ts).
   */
  via: "session" | "token" | "login";
}

export interface Context extends Deps {
  caller: Caller;
  /** Host (and port) the caller reached the service by: the address images are shown and pulled under. */
  host: string;
}
