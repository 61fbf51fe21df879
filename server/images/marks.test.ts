import { afterAll, beforeAll, expect, test } from "vitest";
import { imageMarkOperations } from "../../core/console-operations/image-marks.ts";
import { IMAGE_MARKS_MAX } from "../../core/limits.ts";
import { layFiring } from "../../tests/support/firing.ts";
import { createTestService, type TestService, type TestUser } from "../../tests/support/service.ts";

let service: TestService;
let partner: TestUser;
let reader: TestUser;
/** `web` has a rule, two triggers, a webhook, a target and two shares, one of which has ended; `app` has nothing; `open` is public and shared. */
let images: Record<"web" | "app" | "open" | "theirs", number>;

beforeAll(async () => {
  service = await createTestService();
  partner = await service.createAccount("partner");
  const former = await service.createAccount("former");
  reader = await service.createUser("reader");
  const team = await service.createOrganization("team");
  images = {
    web: await service.createImage(team, "web"),
    app: await service.createImage(team, "app"),
    open: await service.createImage(team, "open", { is_public: 1 }),
    theirs: await service.createImage(await service.createOrganization("tools", partner), "theirs"),
  };
  await service.grant(team, reader, 1);
  const { db, clock } = service.deps;
  const now = clock().toISOString();
  const rule = {
    template: "tag_rule",
    amount: 5,
    selectors: "[]",
    created_at: now,
    updated_at: now,
  } as const;
  await db
    .insertInto("retentions")
    .values({ image_id: images.web, ...rule })
    .execute();
  const digest = `sha256:${"0".repeat(64)}`;
  for (const name of ["deploy", "again"]) await layFiring(service.deps, images.web, { name, digest });
  await db
    .insertInto("sync_rules")
    .values({
      image_id: images.web,
      account_id: service.admin.accountId,
      region_id: "north",
      remote_organization: "team",
      is_auto: 1,
      override: 0,
      creator_id: service.admin.id,
      creator_name: "admin",
      created_at: now,
    })
    .execute();
  for (const image_id of [images.web, null]) {
    await db
      .insertInto("webhooks")
      .values({
        id: `hook-${image_id}`,
        account_id: service.admin.accountId,
        organization_id: team,
        image_id,
        name: "ci",
        url: "https://ci.example/hook",
        on_push: 1,
        on_delete: 0,
        type: "all",
        condition: "",
        enabled: 1,
        sealed_secret: "",
        creator_name: "admin",
        created_at: now,
      })
      .execute();
  }
  await service.share(images.web, partner);
  await service.share(images.web, former, "2026-02-01T00:00:00.000Z");
  await service.share(images.open, partner);
});
afterAll(() => service.close());

async function marks(ids: string, by: TestUser = service.admin) {
  const headers = await service.signIn(by);
  const answer = await service.app.request(`/api/image-marks?ids=${ids}`, { headers });
  expect(answer.status).toBe(200);
  return imageMarkOperations.ListImageMarks.response.parse(await answer.json()).images;
}

test("marks show what each image has; a share that does not count is left out", async () => {
  expect(await marks(`${images.open},${images.web},${images.app}`)).toEqual([
    { id: images.open, retention: false, triggers: 0, webhooks: 0, syncs: 0, shares: 0 },
    { id: images.web, retention: true, triggers: 2, webhooks: 1, syncs: 1, shares: 1 },
    { id: images.app, retention: false, triggers: 0, webhooks: 0, syncs: 0, shares: 0 },
  ]);
});

test("shares and webhooks are marked only for those who may set them", async () => {
  expect(await marks(String(images.web), reader)).toEqual([
    { id: images.web, retention: true, triggers: 2, webhooks: 0, syncs: 1, shares: 0 },
  ]);
});

test("marks of images one does not see, or of other accounts, are left out", async () => {
  const nobody = await service.createUser("nobody");
  expect(await marks(`${images.web},${images.theirs},999999`, nobody)).toEqual([]);
  expect(await marks(`${images.theirs},${images.web}`)).toEqual([
    { id: images.web, retention: true, triggers: 2, webhooks: 1, syncs: 1, shares: 1 },
  ]);
  expect(await marks(String(images.web), partner)).toEqual([]);
});

test("it needs a sign-in, and valid ids up to the limit", async () => {
  expect((await service.app.request("/api/image-marks?ids=1")).status).toBe(401);
  const headers = await service.signIn();
  for (const ids of [
    "",
    "a",
    "1,",
    "-1",
    "1.5",
    "1".repeat(17),
    Array(IMAGE_MARKS_MAX + 1)
      .fill("1")
      .join(),
  ]) {
    expect((await service.app.request(`/api/image-marks?ids=${ids}`, { headers })).status).toBe(400);
  }
});
