/** Firefox and Safari's engine: the main job, a session that ends in the middle of it, and a look at each page. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSqlite } from "../../server/node/sqlite.ts";
import { IMAGE_TABS, paths } from "../../src/paths.ts";
import { makeDockerArchive, makeImage, TAG } from "../support/image.ts";
import { seedService } from "../support/seed-service.ts";
import { ADMINISTRATOR, type Service, startService } from "../support/service.ts";
import type { Engine } from "./engine.ts";
import { startFirefox } from "./firefox.ts";
import { pageOf } from "./page.ts";
import { startWebKit } from "./webkit.ts";

/** As in a11y.spec.ts: where a picture of each page is kept, if anywhere. */
const SHOTS = process.env.SHOTS;

const WEB = ["storefront", "web"] as const;

const PAGES = [
  paths.overview,
  paths.images,
  paths.sharedImages,
  ...IMAGE_TABS.map((tab) => paths.image(...WEB, tab)),
  paths.tag("payments", "ledger", "latest"),
  paths.organizations,
  paths.organization("storefront", "users"),
  paths.shares,
  paths.retentions(),
  paths.triggers(),
  paths.syncRecords(),
  paths.regions,
  paths.clusters,
  paths.credentials,
  paths.users,
  paths.newUser,
  paths.apiOperation("CreateRepo"),
  `${paths.images}?dialog=login-command`,
];

let service: Service;
let folder: string;
let archive: string;
let packed: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swr-engines-"));
  archive = join(folder, "saved.tar");
  packed = join(folder, "packed.tar.gz");
  const image = await makeImage(folder);
  await makeDockerArchive(image, archive, "registry.example/somewhere/app");
  await makeDockerArchive(image, `${packed}.tar`, "registry.example/somewhere/packed");
  await writeFile(packed, inMembers(await readFile(`${packed}.tar`)));
  service = await startService();
  await seedService(service);
});
afterAll(async () => {
  await service.dispose();
  await rm(folder, { recursive: true });
});

/** In the service alone: the browser goes on sending its cookie. */
async function endSessions(): Promise<void> {
  const db = openSqlite(join(service.dataDir, "swr.db"));
  await db.deleteFrom("sessions").execute();
  await db.destroy();
}

/** As `cat a.gz b.gz` makes it, with an empty one between and the zeros of a tape behind. */
function inMembers(bytes: Buffer): Buffer {
  const half = Math.floor(bytes.length / 2);
  const members = [bytes.subarray(0, half), Buffer.alloc(0), bytes.subarray(half)];
  return Buffer.concat([...members.map((member) => gzipSync(member)), Buffer.alloc(10_000)]);
}

describe.each([
  ["firefox", startFirefox],
  ["webkit", startWebKit],
] as const)("%s", (name, start) => {
  let engine: Engine;
  let page: ReturnType<typeof pageOf>;
  beforeAll(async () => {
    engine = await start();
    page = pageOf(engine);
  });
  afterAll(() => engine.close());

  test("from signing in to the command that signs a client in", async () => {
    await engine.open(service.origin);
    await engine.run(() => localStorage.setItem("swr.language", "en-US"));
    await engine.open(service.origin);
    await page.fill("Account", ADMINISTRATOR.account);
    await page.fill("User", ADMINISTRATOR.user);
    await page.fill("Password", ADMINISTRATOR.password);
    await page.click("button", "Sign in");
    await page.find("heading", "Overview");

    await page.click("link", "Organizations");
    await page.click("button", "Create organization");
    await page.fill("Organization name", name);
    await page.click("button", "Create organization");
    await page.find("row", name);

    await engine.open(`${service.origin}${paths.images}?organization=${name}&dialog=upload`);
    await page.find("dialog", "Upload images");
    await engine.choose(archive);
    await page.find("field", "Tag");
    await page.click("button", "Start upload");
    await page.find("text", "Uploaded");
    await engine.open(service.origin + paths.image(name, "app"));
    await page.find("row", TAG);

    await page.click("button", "Login command");
    await page.find("dialog", "Login command");
    await page.find("text", "docker login -u");
  });

  test("a session that ends costs nothing but the password", async () => {
    await engine.open(`${service.origin}${paths.newImage}?organization=${name}`);
    await page.fill("Image name", "kept");
    await endSessions();
    await page.click("button", "Create image");
    await page.find("dialog", "Your session has ended");
    await page.type(ADMINISTRATOR.password);
    await page.click("button", "Sign in");
    await page.find("heading", `${name}/kept`);
  });

  // What of a file is read at a time, and what is made of bytes behind a member, is each browser's own.
  test("an archive packed in several members of gzip is unpacked", async () => {
    await engine.open(`${service.origin}${paths.images}?organization=${name}&dialog=upload`);
    await page.find("dialog", "Upload images");
    await engine.choose(packed);
    await page.find("field", "Tag");
    await page.click("button", "Start upload");
    await page.find("text", "Uploaded");
    await engine.open(service.origin + paths.image(name, "packed"));
    await page.find("row", TAG);
  });

  // Whether a module that did not come is asked for again is each browser's own, and so is what a style sheet tells.
  test("a page that cannot be fetched says so, and comes with its looks when the service is back", async () => {
    await engine.open(service.origin + paths.overview);
    await page.settled();
    await service.kill();
    service.standBy();
    await page.click("link", "Shares");
    await page.find("text", "The service cannot be reached");
    await service.start();
    await engine.run(() => dispatchEvent(new Event("online")));
    await page.find("heading", "Shares");
    await page.settled();
    const look = await engine.run(() => {
      const failed = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
      return failed.filter(({ sheet }) => sheet === null).map(({ href }) => href);
    });
    expect(look).toEqual([]);
  });

  test.each(PAGES)("%s", async (path) => {
    await engine.open(service.origin + path);
    await page.settled();
    if (path.includes("dialog=")) await page.find("dialog", "");
    const look = await engine.run(() => ({
      overflow: document.documentElement.scrollWidth - innerWidth,
      shown: [...document.querySelectorAll(".visually-hidden, .visually-hidden caption")]
        .filter((element) => element.getClientRects()[0] && !element.closest("dialog:not([open])"))
        .filter((element) => {
          const { width, height } = element.getBoundingClientRect();
          return width > 1 || height > 1;
        })
        .filter((element) => !element.parentElement?.closest(".visually-hidden"))
        .map((element) => element.outerHTML.slice(0, 100)),
    }));
    if (SHOTS !== undefined) {
      const file = path.replaceAll(/\W+/g, "-").slice(1);
      await mkdir(join(SHOTS, name), { recursive: true });
      await writeFile(join(SHOTS, name, `${file}.png`), await engine.picture());
    }
    expect(look).toEqual({ overflow: 0, shown: [] });
  });
});
