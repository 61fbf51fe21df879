import { expect, type Page } from "@playwright/test";
import type { State } from "./state.ts";
import { endSilence } from "./troubles.ts";

/** Takes the page to a state, makes sure that this is the one, and waits until nothing loads but what is meant to. */
export async function showState(page: Page, state: State): Promise<void> {
  const { path, arrange, open, shows, loading = false } = state;
  if (path !== undefined) await endSilence(page);
  await page.unrouteAll({ behavior: "wait" });
  await page.context().setOffline(false);
  await arrange?.(page);
  if (path !== undefined) await page.goto(path);
  await open?.(page);
  await expect(shows(page), `${state.name} is shown`).toBeVisible();
  const busy = page.locator("[aria-busy=true]");
  if (loading) await expect(busy.first()).toBeVisible();
  else await expect(busy).toHaveCount(0);
}
