/**
 * axe finds nothing in any state of the console (states/all.ts). Each is looked at twice, so that both languages (which
 * bring the names), both themes (which bring the contrast) and both widths (which bring what is there at all) meet in it.
 * The pages are looked at in two combinations more; every state in all of them would take too long for every day.
 *
 * With SHOTS=<folder> it is every state in every combination, and each is kept as a picture there, to look at all of them
 * after a change of the looks.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { GROUPS, type Viewer } from "./states/all.ts";
import { type Content, makeContent } from "./states/content.ts";
import { showState } from "./states/show-state.ts";
import type { Api } from "./support/api.ts";
import { test as base } from "./support/fixtures.ts";
import { grant } from "./support/grant.ts";
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

/** What is looked at in each: every state, or the pages alone. */
const COMBINATIONS = [
  { locale: "zh-CN", theme: "light", width: 1440, all: true },
  { locale: "en-US", theme: "dark", width: 390, all: true },
  { locale: "zh-CN", theme: "dark", width: 390, all: false },
  { locale: "en-US", theme: "light", width: 1440, all: false },
] as const;

const ALL_COMBINATIONS = (["zh-CN", "en-US"] as const).flatMap((locale) =>
  (["light", "dark"] as const).flatMap((theme) =>
    ([1440, 390] as const).map((width) => ({ locale, theme, width, all: true })),
  ),
);

for (const { locale, theme, width, all } of process.env.SHOTS === undefined
  ? COMBINATIONS
  : ALL_COMBINATIONS) {
  test.describe(`${locale}, ${theme}, ${width} px`, () => {
    test.use({
      locale,
      colorScheme: theme,
      viewport: { width, height: 900 },
      contextOptions: { reducedMotion: "reduce" },
    });

    for (const { name, viewer, states, everywhere } of GROUPS) {
      if (!all && !everywhere) continue;
      test(name, async ({ page, service, api, content }) => {
        test.setTimeout(600_000);
        const readable = await become(viewer, page, service, api);
        const world = { ...content, t: textsIn(locale), readable };
        const here = width < 768 ? "narrow" : "wide";
        const names = GROUPS.flatMap((group) => group.states(world)).map((state) => state.name);
        for (const state of states(world)) {
          if (state.only !== undefined && state.only !== here) continue;
          await test.step(state.name, async () => {
            await showState(page, state);
            await keepPicture(page, `${locale}-${theme}-${width}`, names.indexOf(state.name), state.name);
            await expectNoViolations(page, state.name);
          });
        }
      });
    }
  });
}

/** Gives the page the viewer's session. Answers the organization the reader may read, which nobody else needs. */
async function become(viewer: Viewer, page: Page, service: Service, api: Api): Promise<string> {
  if (viewer === "administrator") await startSession(page, service, ADMINISTRATOR);
  if (viewer === "newcomer") await startSession(page, service, await api.createUser());
  if (viewer !== "reader") return "";
  const [user, readable] = [await api.createUser(), await api.createOrganization()];
  // The public one is deleted in the end: nobody new finds anything.
  await api.createImage(readable, { repository: "one", is_public: true });
  await api.createImage(readable, { repository: "kept" });
  await grant(service, user, 1, readable);
  await grant(service, user, 7, readable, "one");
  await startSession(page, service, user);
  return readable;
}

async function expectNoViolations(page: Page, what: string): Promise<void> {
  // There are no frames; without this mode axe opens another page each time, to look into them from there.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map(({ target }) => target.join(" ")),
  }));
  expect.soft(found, what).toEqual([]);
}

/** `<SHOTS>/<locale>-<theme>-<width>/<NN>-<name>.png` */
async function keepPicture(page: Page, combination: string, nth: number, name: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (folder === undefined) return;
  const file = `${String(nth + 1).padStart(3, "0")}-${name.replaceAll(/[^\w.]+/g, "-")}.png`;
  await page.screenshot({ path: join(folder, combination, file) });
}
