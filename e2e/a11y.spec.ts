/**
 * axe finds nothing in any state of the console (states/all.ts). An everyday run looks at each state in one combination
 * of language, width and theme; in both widths and both themes if it differs by width (states/visits.ts). With
 * EVERY_COMBINATION=1, as .ci/run has it, every state is looked at in all eight, and its page loaded for it. SHOTS=<folder>
 * does the same and keeps a picture of each there, to look at after a change of the looks.
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { SignIn } from "../core/session.ts";
import { GROUPS, type Viewer } from "./states/all.ts";
import { type Content, makeContent } from "./states/content.ts";
import { showState } from "./states/show-state.ts";
import { hasStates, statesIn, VISITS, type Visit } from "./states/visits.ts";
import { type Api, connect } from "./support/api.ts";
import { findViolations } from "./support/axe.ts";
import { test as base } from "./support/fixtures.ts";
import { createPartner } from "./support/partner.ts";
import { ADMINISTRATOR, type Service } from "./support/service.ts";
import { startSession } from "./support/sign-in.ts";
import { textsIn } from "./support/texts.ts";

const test = base.extend<object, { content: Content }>({
  content: [
    async ({ service, api }, use) => {
      const folder = await mkdtemp(join(tmpdir(), "swr-console-a11y-"));
      await use(await makeContent(service, api, folder));
      await rm(folder, { recursive: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

// No trace: recording a step takes longer than axe's check, whose findings say where they are.
test.use({ trace: "off" });

const EVERY_COMBINATION = "EVERY_COMBINATION" in process.env || "SHOTS" in process.env;

for (const visit of VISITS) {
  const { locale, width } = visit;
  test.describe(`${locale}, ${width} px`, () => {
    test.use({ locale, viewport: { width, height: 900 } });

    for (const group of GROUPS.filter((group) => hasStates(visit, group, EVERY_COMBINATION))) {
      test(group.name, async ({ page, service, api, content }) => {
        test.setTimeout(600_000);
        const readable = await become(group.viewer, page, service, api);
        const world = { ...content, t: textsIn(locale), readable };
        const names = GROUPS.flatMap(({ states }) => states(world)).map((state) => state.name);
        // Only who is signed in has a page to go on from.
        const anew = EVERY_COMBINATION || group.viewer === "nobody";
        const themes: Visit["theme"][] = EVERY_COMBINATION ? ["light", "dark"] : [visit.theme];
        for (const state of statesIn(visit, group, world, EVERY_COMBINATION)) {
          await test.step(state.name, async () => {
            await showState(page, state, anew);
            for (const theme of themes) {
              await page.emulateMedia({ colorScheme: theme });
              await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
              await keepPicture(page, `${locale}-${theme}-${width}`, names.indexOf(state.name), state.name);
              expect.soft(await findViolations(page), `${state.name}, ${theme}`).toEqual([]);
            }
            // The next state begins in the theme this one ended in, as each change of theme redraws everything.
            themes.reverse();
          });
        }
      });
    }
  });
}

/** Gives the page the viewer's session. Answers the organization that the reader may read; empty for others. */
async function become(viewer: Viewer, page: Page, service: Service, api: Api): Promise<string> {
  if (viewer === "administrator") await startSession(page, service, ADMINISTRATOR);
  if (viewer === "newcomer") await startSession(page, service, await createNewcomer(service));
  if (viewer !== "reader") return "";
  const [user, readable] = [await api.createUser(), await api.createOrganization()];
  await api.createImage(readable, { repository: "one", is_public: true });
  await api.createImage(readable, { repository: "kept" });
  await api.grant(user, 1, readable);
  await api.grant(user, 7, readable, "one");
  await startSession(page, service, user);
  return readable;
}

/** In an account of its own, as the users of an account see its public images. */
async function createNewcomer(service: Service): Promise<SignIn> {
  const administrator = await createPartner(service, randomUUID());
  return (await connect(service, administrator)).createUser();
}

/** `<SHOTS>/<locale>-<theme>-<width>/<NN>-<name>.png` */
async function keepPicture(page: Page, combination: string, nth: number, name: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (folder === undefined) return;
  const file = `${String(nth + 1).padStart(3, "0")}-${name.replaceAll(/[^\w.]+/g, "-")}.png`;
  await page.screenshot({ path: join(folder, combination, file) });
}
