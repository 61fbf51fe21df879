import { ownScript } from "../lib/load-part.ts";

const KEY = "swr-console-left-build";

/** False where this build was left before: while a service is replaced, two may answer in turn. */
export function mayReload(): boolean {
  const own = ownScript() ?? "";
  if (sessionStorage.getItem(KEY) === own) return false;
  sessionStorage.setItem(KEY, own);
  return true;
}
