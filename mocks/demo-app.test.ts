import { expect, test, vi } from "vitest";
import type { SyncRecord } from "../core/console-operations/sync.ts";
import type { ListedImage } from "../core/operations/images.ts";
import type { ListedTag } from "../core/operations/tags.ts";
import { createDemoApp } from "./demo-app.ts";
import { FRANKFURT } from "./demo-registry.ts";
import { visitorOf } from "./scenarios.ts";

const visitor = visitorOf("company");

const origin = "http://demo.example";
const answer = await createDemoApp(origin);

const send = (method: string, path: string, body?: unknown) =>
  answer(new Request(origin + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) }));

test("the visitor is signed in and sees a company", async () => {
  const session = await send("GET", "/api/session");
  expect(await session.json()).toMatchObject({ account: { name: "demo" }, user: { name: "admin" } });

  const organizations = await send("GET", "/api/swr/v2/manage/namespaces");
  expect((await organizations.json()).namespaces).toHaveLength(6);

  const images = await send("GET", "/api/swr/v2/manage/repos?limit=10&offset=0");
  expect(images.headers.get("Content-Range")).toBe("0-10/30");
  const listed: ListedImage[] = await images.json();
  expect(listed.every((image) => image.size > 1_000_000 && image.num_images > 1)).toBe(true);
});

test("a tag's manifest leads to a config that is there", async () => {
  const tags = await send("GET", "/api/swr/v2/manage/namespaces/payments/repos/ledger/tags");
  const [tag]: ListedTag[] = await tags.json();
  const { config, layers } = JSON.parse(tag?.manifest ?? "");
  const answered = await send("GET", `/api/registry/v2/payments/ledger/blobs/${config.digest}`);
  expect((await answered.json()).rootfs.diff_ids).toHaveLength(layers.length);
});

test.each([
  ["payments/ledger", "success", null],
  ["ml-lab/notebook", "failed", "no_organization"],
])("%s is copied to the demo's region: %s", async (name, state, cause) => {
  const [organization = "", image = ""] = name.split("/");
  const body = { remoteRegionId: FRANKFURT.id, remoteNamespace: organization, override: true };
  const path = `namespaces/${organization}/repos/${image}`;
  const tags = await send("GET", `/api/swr/v2/manage/${path}/tags`);
  const [tag]: ListedTag[] = await tags.json();
  await send("POST", `/api/swr/v2/manage/${path}/sync_images`, { ...body, imageTag: [tag?.Tag] });
  await vi.waitFor(async () => {
    const answered = await send("GET", `/api/images/${organization}/${image}/sync-records?limit=1`);
    const { records }: { records: SyncRecord[] } = await answered.json();
    expect(records[0]).toMatchObject({ tag: tag?.Tag, state, cause });
  }, 20_000);
});

test("writes pass the same-origin check", async () => {
  expect((await send("POST", "/api/swr/v2/manage/namespaces", { namespace: "made-here" })).status).toBe(201);
});

test("the visitor can sign out and in again", async () => {
  await send("DELETE", "/api/session");
  expect(await (await send("GET", "/api/session")).json()).toBeNull();
  expect((await send("POST", "/api/session", { ...visitor, password: "wrong" })).status).toBe(401);
  expect((await send("POST", "/api/session", visitor)).status).toBe(200);
  expect(await (await send("GET", "/api/session")).json()).toMatchObject({ user: { name: "admin" } });
});
