/** What services work with: who acts, and everything in Deps. Services take this, never Hono's object. */
import type { Deps } from "./deps.ts";

/** A user who proved who they are. */
export interface Caller {
  account: { id: string; name: string };
  user: { id: string; name: string };
  project: { id: string; name: string };
  isAdministrator: boolean;
  hasProgrammaticAccess: boolean;
  /**
   * How they proved it; `key`: an access key signed the request. A push by `session` is a page upload
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

/** For work that users and jobs do alike. Jobs are not asked for rights: whoever caused the job was. */
export interface ActorContext extends Deps {
  actor: Actor;
  /** Host (and port) under which images are shown and pulled: the request's, or for a job that of SWR_PUBLIC_URL. */
  host: string;
  /** Undefined for a job. */
  request: RequestFacts | undefined;
  /** Ids of the services by which pushed content was copied here, the last one at the end (sync-records/came-by.ts). */
  cameBy?: readonly string[];
}

/** For what a user asks for; the user's rights have to be checked. */
export interface Context extends ActorContext {
  caller: Caller;
  actor: Caller;
  request: RequestFacts;
}

/** A user's name, or a job's. */
export function actorName({ actor }: Pick<ActorContext, "actor">): string {
  return "user" in actor ? actor.user.name : actor.name;
}

export function callerContext(deps: Deps, caller: Caller, request: RequestFacts): Context {
  return { ...deps, caller, actor: caller, host: request.host, request };
}

export function jobContext(deps: Deps, name: string): ActorContext {
  const { host } = new URL(deps.config.publicUrl);
  return { ...deps, actor: { name, via: "job" }, host, request: undefined };
}
