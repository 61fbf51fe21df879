/** What axe, the checker of accessibility, finds in a page. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type axe from "axe-core";

/** A page gets the script once: it is large, and giving it anew for each check would take longer than the check. */
const SCRIPT = readFileSync(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");

export interface Violation {
  rule: string;
  /** Selectors of the elements. */
  where: string[];
}

/** Of the page as it is now. It must have no frames, into which this does not look. */
export async function findViolations(page: Page): Promise<Violation[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SCRIPT);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations"] }),
  );
  return violations.map(({ id, nodes }) => ({
    rule: id,
    where: nodes.map(({ target }) => target.join(" ")),
  }));
}
