/** Starts the demo: every request of the console is answered in the page. Nothing is kept; a reload begins anew. */
import { setupWorker } from "msw/browser";
import { http } from "msw/http";
import { createDemoApp, DEMO_USER } from "./demo-app.ts";
import { showDemoHint } from "./demo-hint.ts";

export async function startDemo(): Promise<void> {
  const answer = await createDemoApp(location.origin);
  const worker = setupWorker(
    ...["/api/*", "/v2/*", "/v3/*"].map((path) => http.all(path, ({ request }) => answer(request))),
  );
  await worker.start({ quiet: true, onUnhandledFrame: "bypass" });
  showDemoHint(DEMO_USER);
}
