import { queryClient } from "../../api/query-client.ts";
import { sessionQuery } from "../../resources/session.ts";

/** Milliseconds for which the old page may stay after a click without seeming to be the answer. */
const MOMENT_MS = 300;

/**
 * For a page's `loader`: asks for the page's first data and waits a moment for it. Most answers come within that
 * moment, and the page is drawn once, with them. Somebody who is not signed in gets to the sign-in first.
 */
export async function loadEarly(ask: () => Promise<unknown>[]): Promise<null> {
  const session = queryClient.ensureQueryData(sessionQuery).catch(() => null);
  const answers = session.then((it) => it && Promise.all(ask()));
  await Promise.race([answers, new Promise((resolve) => setTimeout(resolve, MOMENT_MS))]);
  return null;
}
