import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { watchSession } from "./features/session/session-ended.ts";
import { startI18n } from "./i18n/i18n.ts";
import { watchUse } from "./lib/last-use.ts";
import { hindrance, watchLinks } from "./lib/load-part.ts";
import { createRouter, type Router } from "./router.tsx";
import { startTheme } from "./ui/theme-choice.ts";
import "./ui/theme.css";

/**
 * A function, not a top-level await: that would block the whole bundled file this becomes a part of, and the demo's
 * code, which imports from that file, would wait for it while it waits for the demo.
 */
async function start(): Promise<void> {
  startTheme();
  watchSession();
  watchUse();
  watchLinks();
  if (import.meta.env.MODE === "demo") {
    const { startDemo } = await import("../mocks/browser.ts");
    await startDemo();
  }
  const texts = startI18n();
  const router = createRouter();
  await Promise.all([texts, firstPage(router)]);

  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(<App router={router} />);
}

/**
 * Resolves once the first page's code is here and its `loader` is done. Nothing is drawn until then, so that it is
 * drawn once and at one go: what React draws later comes in many small steps, which takes longer. If the code cannot be
 * fetched, the frame is drawn to say so.
 */
function firstPage(router: Router): Promise<void> {
  return new Promise((resolve) => {
    const look = () => (router.state.initialized || hindrance.get()) && resolve();
    router.subscribe(look);
    hindrance.subscribe(look);
    look();
  });
}

void start();
