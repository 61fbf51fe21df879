/** Facts of the console's session that need no schemas (core/console-operations/session.ts has the calls). */
import type { EditionProfile } from "./editions.ts";

export const SESSION_PATH = "/api/session";

/** Prefixes under which the console reaches the wire with its cookie instead of a token. */
export const CONSOLE_MANAGE_PREFIX = "/api/swr";
export const CONSOLE_REGISTRY_PREFIX = "/api/registry";
export const CONSOLE_IAM_PREFIX = "/api/iam";

/** `1` on requests nobody asked for, e.g. polling: they do not keep a session alive. */
export const BACKGROUND_HEADER = "X-Swr-Background";

/**
 * The id of the user that the page shows as signed in. Another tab may have signed in somebody else, whose cookie is
 * then this page's too: such a request is refused.
 */
export const USER_HEADER = "X-Swr-User";

export interface SignIn {
  account: string;
  user: string;
  password: string;
}

export interface Session {
  account: { id: string; name: string };
  /** Without programmatic access no client of the registry or the APIs signs in as the user. */
  user: { id: string; name: string; isAdministrator: boolean; hasProgrammaticAccess: boolean };
  project: { id: string; name: string };
  /** Where the registry lives. */
  region: string;
  edition: EditionProfile;
}
