/** What the specs share. Each worker has a service of its own; each test its own organization and folder. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, type Page } from "@playwright/test";
import { SESSION_PATH } from "../../core/session.ts";
import { type Api, connect } from "./api.ts";
import { ADMINISTRATOR, type Service, startService } from "./service.ts";

interface TestFixtures {
  /** A folder that ends with the test. */
  folder: string;
  /** A new, empty organization. */
  organization: string;
  /** The page, signed in beforehand: for tests that are not about signing in. */
  signedInPage: Page;
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
    const answer = await page.request.post(SESSION_PATH, {
      data: ADMINISTRATOR,
      headers: { Origin: service.origin },
    });
    if (!answer.ok()) throw new Error(`sign-in: ${answer.status()}`);
    await use(page);
  },
});
