/** What a state of the console is, and the words to describe one with. */
import type { Locator, Page } from "@playwright/test";
import type { TFunction } from "i18next";
import type { Content } from "./content.ts";

export interface State {
  name: string;
  /** Where it is; where the state before was, if not given. */
  path?: string;
  /** What is arranged before the page is opened. */
  arrange?: (page: Page) => Promise<unknown>;
  /** What is done there. */
  open?: (page: Page) => Promise<unknown>;
  /** What this state shows and the page in another state, or another page, does not. */
  shows: Sight;
  /** Something is loading all the while. */
  loading?: true;
  /** There is no such state at the other width. */
  only?: "wide" | "narrow";
}

export type Sight = (page: Page) => Locator;

/** What a list of states is made from. */
export interface World extends Content {
  /** The texts of the language the page is in. */
  t: TFunction;
  /** An organization the reader may read. */
  readable: string;
}

/** The first of those with this role and with this in their name. */
export const seen =
  (role: Parameters<Page["getByRole"]>[0], name?: string): Sight =>
  (page) =>
    page
      .getByRole(role, name === undefined ? {} : { name })
      .filter({ visible: true })
      .first();

export const seenText =
  (text: string): Sight =>
  (page) =>
    page.getByText(text).filter({ visible: true }).first();

/** What can be done with the chosen rows of a list. The navigation has regions, too. */
export const selectionBar: Sight = (page) =>
  page.getByRole("main").getByRole("region").filter({ visible: true }).first();

export const press =
  (name: string, role: "button" | "tab" | "menuitem" | "combobox" = "button") =>
  (page: Page): Promise<void> =>
    seen(role, name)(page).click();

/** Shows why the button is refused, once it is. */
export const focusRefused =
  (name: string) =>
  (page: Page): Promise<void> =>
    page.getByRole("button", { name, disabled: true }).filter({ visible: true }).first().focus();

/** One after the other. */
export const inTurn =
  (...steps: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page): Promise<void> => {
    for (const step of steps) await step(page);
  };
