/** Starts the demo: every request of the console is answered in the page. Nothing is kept; a reload begins anew. */
import { setupWorker } from "msw/browser";
import { http } from "msw/http";
import { createDemoApp } from "./demo-app.ts";
import { showDemoPanel } from "./demo-panel.ts";
import { FAULTS, withFaults } from "./faults.ts";
import { SCENARIOS, type Scenario } from "./scenarios.ts";

const STORAGE_KEY = "swr.demo.scenario";

export async function startDemo(): Promise<void> {
  const scenario = chooseScenario();
  const fault = FAULTS.find((known) => known === new URLSearchParams(location.search).get("fault"));
  const faults = withFaults(await createDemoApp(location.origin, scenario), fault);
  const worker = setupWorker(
    ...["/api/*", "/v2/*", "/v3/*"].map((path) => http.all(path, ({ request }) => faults.answer(request))),
  );
  await worker.start({ quiet: true, onUnhandledFrame: "bypass" });
  showDemoPanel({
    scenario,
    faults,
    onScenario(next) {
      sessionStorage.setItem(STORAGE_KEY, next);
      location.assign("/");
    },
  });
}

/** `?scenario=` of a link, else what was chosen before in this tab. */
function chooseScenario(): Scenario {
  const asked = new URLSearchParams(location.search).get("scenario") ?? sessionStorage.getItem(STORAGE_KEY);
  const scenario = SCENARIOS.find((known) => known === asked) ?? "company";
  sessionStorage.setItem(STORAGE_KEY, scenario);
  return scenario;
}
