import { ownScript } from "../lib/load-part.ts";

const KEY = "swr-console-left-build";

/**
 * False if this build was reloaded away from before: while a service is replaced, old and new may answer in turn, and
 * the page would reload for ever.
 */
export function mayReload(): boolean {
  const own = ownScript() ?? "";
  if (sessionStorage.getItem(KEY) === own) return false;
  sessionStorage.setItem(KEY, own);
  return true;
}
