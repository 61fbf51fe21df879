/** Fields where one of several is chosen. */
import { expect, type Locator, type Page } from "@playwright/test";

/** What can be chosen is drawn apart from what screen readers are told. */
export const option = (name: string) => (page: Page) =>
  page.locator(".ant-select-item-option").filter({ hasText: name, visible: true }).first();

/** By the keyboard, once it is there: before, Enter chooses nothing. */
export async function chooseOption(field: Locator, name: string): Promise<void> {
  await field.fill(name);
  await expect(option(name)(field.page())).toBeVisible();
  await field.press("Enter");
}
