/** What the service works with: who acts, and what is at hand. Services take this, never Hono's object. */
import type { Deps } from "./deps.ts";

/** A user who proved who they are. */
export interface Caller {
  account: { id: string; name: string };
  user: { id: string; name: string };
  project: { id: string; name: string };
  isAdministrator: boolean;
  hasProgrammaticAccess: boolean;
  /**
   * How they did. `key`: an access key signed the request. The console's cookie makes a page upload of a push
   * (access/policy.ts).
   */
  via: "session" | "token" | "key" | "login";
}

/** Something the service does by itself when its time has come. */
interface Job {
  name: string;
  via: "job";
}

/** Who is behind a change. */
type Actor = Caller | Job;

export interface RequestFacts {
  id: string;
  /** Host (and port) the service was reached by. */
  host: string;
  /** Undefined where no adapter tells it: in the browser demo. */
  clientAddress: string | undefined;
}

/** For what users do as well as jobs. Nothing asks a job whether it may: its maker was asked. */
export interface ActorContext extends Deps {
  actor: Actor;
  /** Host (and port) images are shown and pulled under: the request's, or for a job that of SWR_PUBLIC_URL. */
  host: string;
  /** Undefined for a job. */
  request: RequestFacts | undefined;
  /** Ids of the services that what is pushed was copied by, the last one's at the end (sync-records/came-by.ts). */
  cameBy?: readonly string[];
}

/** For what a user asks for, who has to have the right to it. */
export interface Context extends ActorContext {
  caller: Caller;
  actor: Caller;
  request: RequestFacts;
}

export function callerContext(deps: Deps, caller: Caller, request: RequestFacts): Context {
  return { ...deps, caller, actor: caller, host: request.host, request };
}

export function jobContext(deps: Deps, name: string): ActorContext {
  const { host } = new URL(deps.config.publicUrl);
  return { ...deps, actor: { name, via: "job" }, host, request: undefined };
}
