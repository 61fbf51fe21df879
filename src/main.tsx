import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { watchSession } from "./features/session/session-ended.ts";
import { startI18n } from "./i18n/i18n.ts";
import { watchUse } from "./lib/last-use.ts";
import { createRouter } from "./router.tsx";
import { startTheme } from "./ui/theme-choice.ts";
import "./ui/theme.css";

/**
 * A function, as awaiting at the top would hold up the whole file that this becomes a part of; what the demo loads
 * imports from that file, and both would wait for each other for ever.
 */
async function start(): Promise<void> {
  startTheme();
  watchSession();
  watchUse();
  if (import.meta.env.MODE === "demo") {
    const { startDemo } = await import("../mocks/browser.ts");
    await startDemo();
  }
  const router = createRouter();
  await startI18n();

  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(<App router={router} />);
}

void start();
