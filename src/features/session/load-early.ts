import { queryClient } from "../../api/query-client.ts";
import { sessionQuery } from "../../resources/session.ts";

/** As long as nobody takes what is on the screen for the answer to a click. */
const MOMENT_MS = 300;

/**
 * For a page's `loader`: asks for what the page shows first, while the page is still being made, and waits a moment for
 * it. Most answers come within that moment, and the page is drawn once, with them, instead of first without. Who is not
 * signed in gets to sign in first.
 */
export async function loadEarly(ask: () => Promise<unknown>[]): Promise<null> {
  const session = queryClient.ensureQueryData(sessionQuery).catch(() => null);
  const answers = session.then((it) => it && Promise.all(ask()));
  await Promise.race([answers, new Promise((resolve) => setTimeout(resolve, MOMENT_MS))]);
  return null;
}
