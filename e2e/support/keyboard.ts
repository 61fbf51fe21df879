/** Walking through a page with the keyboard alone. */
import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any page has before what a person looks for. */
const STOPS = 80;

/** Presses Tab until the focus is on what is looked for, and demands that every stop on the way can be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
    expect(await invisibleFocus(page), "the focus cannot be seen").toBeUndefined();
  }
  await expect(target).toBeFocused();
}

/** The element that has the focus without showing it. Text fields show their caret. */
function invisibleFocus(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (
      !element ||
      element === document.body ||
      element.matches("textarea, input:not([type=radio], [type=checkbox], [type=file])")
    )
      return undefined;
    // Of a control that is drawn by its neighbour, the neighbour or what is around both shows it.
    const drawn = [element, element.nextElementSibling, element.parentElement];
    const shows = drawn.some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    });
    return shows ? undefined : element.outerHTML.slice(0, 200);
  });
}

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

export async function go(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}
