/** `npm run screenshots`: the pictures of the README, of the real service with the demo's company. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, expect, type Page } from "@playwright/test";
import { SESSION_PATH } from "../core/session.ts";
import { findChromium } from "../scripts/tools.ts";
import { paths } from "../src/paths.ts";
import { makeDockerArchive, makeImage } from "./support/image.ts";
import { seedService } from "./support/seed-service.ts";
import { ADMINISTRATOR, type Service, startService } from "./support/service.ts";

const target = join(import.meta.dirname, "../docs/images");
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

interface Shot {
  name: string;
  path: string;
  /** Locale and theme; English and light where not said. */
  locale?: "zh-CN";
  theme?: "dark";
  narrow?: true;
  prepare?: (page: Page) => Promise<void>;
}

const WEB = ["storefront", "web"] as const;

const shots = (archive: string): Shot[] => [
  { name: "overview", path: paths.overview },
  { name: "images-light", path: paths.images },
  { name: "images-zh", path: paths.images, locale: "zh-CN" },
  { name: "images-narrow", path: paths.images, narrow: true },
  { name: "image-dark", path: paths.image(...WEB), theme: "dark" },
  { name: "sharing-zh", path: paths.image(...WEB, "sharing"), locale: "zh-CN" },
  { name: "shares-dark", path: paths.shares, theme: "dark" },
  { name: "permissions-zh", path: paths.image(...WEB, "permissions"), locale: "zh-CN" },
  { name: "retention", path: `${paths.image("payments", "ledger", "retention")}?dialog=retention` },
  { name: "trigger", path: paths.trigger(...WEB, "production") },
  { name: "triggers-zh-dark", path: paths.triggers(), locale: "zh-CN", theme: "dark" },
  { name: "webhooks-dark", path: paths.webhooks(), theme: "dark" },
  { name: "webhook", path: paths.webhooks(), prepare: openDelivery },
  { name: "tag", path: paths.tag("payments", "ledger", "latest") },
  { name: "retention-rules-zh", path: paths.retentions(), locale: "zh-CN" },
  { name: "sync-records-dark", path: paths.syncRecords(), theme: "dark" },
  { name: "organizations-zh-dark", path: paths.organizations, locale: "zh-CN", theme: "dark" },
  {
    name: "search-zh-dark",
    path: `${paths.images}?dialog=search`,
    locale: "zh-CN",
    theme: "dark",
    prepare: search,
  },
  { name: "login-command", path: `${paths.images}?dialog=login-command` },
  { name: "upload", path: `${paths.images}?dialog=upload`, prepare: (page) => choose(page, archive) },
  { name: "users-zh", path: paths.users, locale: "zh-CN" },
  { name: "api-reference", path: paths.apiOperation("CreateRepo") },
];

async function search(page: Page): Promise<void> {
  await page.keyboard.type("web");
  await page.getByRole("option", { selected: true }).waitFor();
}

async function openDelivery(page: Page): Promise<void> {
  await page.getByRole("link", { name: "CI" }).click();
  const drawer = page.getByRole("dialog", { name: "CI" });
  await drawer.getByRole("button", { expanded: false }).first().click();
  await drawer.getByRole("heading", { name: "Request" }).waitFor();
}

async function choose(page: Page, archive: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").fill("storefront");
  await page.keyboard.press("Enter");
  await dialog.locator("input[type=file]").setInputFiles(archive);
  await dialog.getByLabel("Image name").waitFor();
}

async function take(browser: Browser, { origin }: Service, shot: Shot): Promise<void> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: shot.locale ?? "en-US",
    colorScheme: shot.theme ?? "light",
    viewport: shot.narrow ? NARROW : WIDE,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.request.post(SESSION_PATH, { data: ADMINISTRATOR, headers: { Origin: origin } });
  await page.goto(shot.path);
  await page.locator("h1").waitFor();
  await expect(page.locator("[aria-busy=true], .ant-skeleton")).toHaveCount(0);
  if (shot.path.includes("dialog=")) await page.getByRole("dialog").first().waitFor();
  await shot.prepare?.(page);
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: join(target, `${shot.name}.png`) });
  await context.close();
  console.log(`docs/images/${shot.name}.png`);
}

const folder = await mkdtemp(join(tmpdir(), "swr-console-screenshots-"));
const archive = join(folder, "web.tar");
await makeDockerArchive(
  await makeImage(folder, { layers: 4, layerSize: 9_000_000 }),
  archive,
  "storefront/web",
);
const service = await startService();
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--disable-gpu"] });
try {
  await seedService(service);
  for (const shot of shots(archive)) await take(browser, service, shot);
} finally {
  await browser.close();
  await service.dispose();
  await rm(folder, { recursive: true });
}
