import { expect, type Page } from "@playwright/test";
import { textsIn } from "../support/texts.ts";
import type { State } from "./state.ts";
import { endSilence } from "./troubles.ts";

/** Where there is no page. The frame's own menus are looked at here, and stay open as long as the frame does. */
const NOWHERE = "/no-such-page";
const NOWHERE_TITLE = new RegExp(
  [textsIn("zh-CN"), textsIn("en-US")].map((t) => t("app.notFound.title")).join("|"),
);

/** Pages that were loaded once, and hold nothing but what the service answered. */
const loaded = new WeakSet<Page>();

/**
 * Takes the page to a state, makes sure that this is the one, and waits until nothing loads but what is meant to. Where
 * nothing is to be arranged it goes on within the page, unless it is to be loaded anew, which takes twice as long.
 */
export async function showState(page: Page, state: State, anew: boolean): Promise<void> {
  const { path, arrange, open, shows, loading = false } = state;
  if (path !== undefined) await endSilence(page);
  await page.unrouteAll({ behavior: "wait" });
  await page.context().setOffline(false);
  const plain = arrange === undefined && path !== NOWHERE;
  await arrange?.(page);
  if (path !== undefined) {
    if (plain && !anew && loaded.has(page)) await goWithin(page, path);
    else await page.goto(path);
    if (plain) loaded.add(page);
  }
  if (!plain) loaded.delete(page);
  await open?.(page);
  await expect(shows(page), `${state.name} is shown`).toBeVisible();
  const busy = page.locator("[aria-busy=true]");
  if (loading) await expect(busy.first()).toBeVisible();
  else await expect(busy).toHaveCount(0);
}

/** As the browser's buttons do; by way of no page, so that neither form nor choice of the one before stays. */
async function goWithin(page: Page, path: string): Promise<void> {
  const go = (to: string) =>
    page.evaluate((to) => {
      history.pushState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, to);
  await go(NOWHERE);
  await expect(page.getByRole("heading", { name: NOWHERE_TITLE })).toBeVisible();
  await go(path);
}
