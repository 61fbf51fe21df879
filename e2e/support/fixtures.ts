/** What the specs share. Each worker has a service of its own; each test its own organization and folder. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, test as base, type Page } from "@playwright/test";
import type { SignIn } from "../../core/session.ts";
import { type Api, connect } from "./api.ts";
import { type Service, startService } from "./service.ts";
import { startSession } from "./sign-in.ts";

interface TestFixtures {
  /** A folder that ends with the test. */
  folder: string;
  /** A new, empty organization. */
  organization: string;
  /** The page, signed in beforehand: for tests that are not about signing in. */
  signedInPage: Page;
  /** A page of somebody else, in a browser window of its own, set up as the test's. */
  pageOf: (who: SignIn) => Promise<Page>;
}

interface WorkerFixtures {
  service: Service;
  api: Api;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  service: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from this pattern
    async ({}, use) => {
      const service = await startService();
      await use(service);
      await service.dispose();
    },
    { scope: "worker" },
  ],
  api: [async ({ service }, use) => use(await connect(service)), { scope: "worker" }],
  baseURL: async ({ service }, use) => use(service.origin),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "swr-console-test-"));
    await use(folder);
    await rm(folder, { recursive: true });
  },
  organization: async ({ api }, use) => use(await api.createOrganization()),
  signedInPage: async ({ page, service }, use) => {
    await startSession(page, service);
    await use(page);
  },
  pageOf: async ({ browser, service }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (who) => {
      const context = await browser.newContext();
      contexts.push(context);
      const page = await context.newPage();
      await startSession(page, service, who);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});
