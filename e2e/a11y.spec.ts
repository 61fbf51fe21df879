/**
 * axe finds nothing in any state of the console (states/all.ts). States are visited in a language and a width, and there
 * looked at in both themes. Every day each is visited once, and in both widths where it differs by them, so that each
 * language, width and theme meets each other in every group (states/visits.ts). Left to the run of every combination are a
 * state's other visits, and by other rules than those of colour its second theme.
 *
 * With EVERY_COMBINATION=1, as .ci/run has it, it is every state in all eight, by all rules. So it is with SHOTS=<folder>,
 * and each is kept as a picture there, to look at all of them after a change of the looks.
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
import { statesIn, VISITS } from "./states/visits.ts";
import { type Api, connect } from "./support/api.ts";
import { COLOUR_RULES, findViolations } from "./support/axe.ts";
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

// Taken down, every step would take longer than axe's look at it; what that finds says where it is.
test.use({ trace: "off" });

const EVERY_COMBINATION = "EVERY_COMBINATION" in process.env || "SHOTS" in process.env;

for (const visit of VISITS) {
  const { locale, width } = visit;
  test.describe(`${locale}, ${width} px`, () => {
    test.use({ locale, viewport: { width, height: 900 }, contextOptions: { reducedMotion: "reduce" } });

    for (const group of GROUPS) {
      test(group.name, async ({ page, service, api, content }) => {
        test.setTimeout(600_000);
        const readable = await become(group.viewer, page, service, api);
        const world = { ...content, t: textsIn(locale), readable };
        const names = GROUPS.flatMap(({ states }) => states(world)).map((state) => state.name);
        const themes: ("light" | "dark")[] = ["light", "dark"];
        for (const state of statesIn(visit, group, world, EVERY_COMBINATION)) {
          await test.step(state.name, async () => {
            await showState(page, state);
            for (const [nth, theme] of themes.entries()) {
              await page.emulateMedia({ colorScheme: theme });
              await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
              await keepPicture(page, `${locale}-${theme}-${width}`, names.indexOf(state.name), state.name);
              const rules = nth > 0 && !EVERY_COMBINATION ? COLOUR_RULES : undefined;
              expect.soft(await findViolations(page, rules), `${state.name}, ${theme}`).toEqual([]);
            }
            // The next is opened in the one that this was looked at last, as each change draws all anew.
            themes.reverse();
          });
        }
      });
    }
  });
}

/** Gives the page the viewer's session. Answers the organization the reader may read, which nobody else needs. */
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

/** In an account of their own: what is public in the other one would be seen by all its users. */
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
