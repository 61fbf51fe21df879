/** Services that copy to each other. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { addAccessKey } from "../../tests/support/access-keys.ts";
import {
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import { LOCAL } from "../../tests/support/two-registries.ts";
import { createJobRunner } from "../jobs/runner.ts";
import { addRegion } from "../regions/service.ts";
import { SYNC_JOB } from "../sync-records/ask.ts";
import { syncRun } from "./run.ts";

let all: TestRegistry[];
beforeEach(async () => {
  all = [];
  for (let at = 0; at < 3; at++) {
    const registry = await startTestRegistry();
    registry.deps.signingKey = new Uint8Array(32).fill(at + 1);
    registry.deps.outbound = LOCAL;
    all.push(registry);
  }
});
afterEach(() => Promise.all(all.map((registry) => registry.close())));

/** Every push of the one goes to the other. */
async function copies(from: TestRegistry | undefined, to: TestRegistry | undefined) {
  if (!from || !to) throw new Error("no such service");
  const key = await addAccessKey(to, to.admin);
  const known = await from.deps.db.selectFrom("regions").select("id").execute();
  const id = `r${known.length}`;
  const region = { id, name: id, registry: to.origin, project: "local-1" };
  await addRegion(await from.context(), { ...region, access_key: key.id, secret_key: key.secret });
  if (known.length === 0) await from.createImage(from.organizations.team, "app");
  const body = { remoteRegionId: id, remoteNamespace: "team", syncAuto: true, override: true };
  const path = "/api/swr/v2/manage/namespaces/team/repos/app/sync_repo";
  expect((await from.call("POST", path, { body: JSON.stringify(body) })).status).toBe(200);
}

async function push(to: TestRegistry | undefined, seed: number): Promise<string> {
  if (!to) throw new Error("no such service");
  const { content, digest } = await prepareManifest(to, "team/app", [seed]);
  await putManifest(to, "team/app", "v1", content);
  return digest;
}

/** Until none has anything to do; fails where that never comes. */
async function settle(): Promise<void> {
  for (let round = 0; round < 10; round++) {
    const left = await Promise.all(
      all.map(({ deps }) => deps.db.selectFrom("jobs").select("id").where("kind", "=", SYNC_JOB).execute()),
    );
    if (left.flat().length === 0) return;
    const runners = all.map(({ deps }) => createJobRunner(deps, [syncRun]));
    await Promise.all(runners.map((runner) => runner.tick()));
    await Promise.all(runners.map((runner) => runner.idle()));
  }
  throw new Error("it goes on and on");
}

const ends = async () =>
  (
    await Promise.all(
      all.map(({ deps }) =>
        deps.db.selectFrom("sync_records").select(["state", "cause"]).orderBy("id").execute(),
      ),
    )
  ).map((records) => records.map(({ state, cause }) => `${state} ${cause}`));

const digests = () =>
  Promise.all(
    all.map(
      async ({ deps }) => (await deps.db.selectFrom("tags").select("digest").executeTakeFirst())?.digest,
    ),
  );

test("two services that copy to each other stop after one push", async () => {
  const [a, b] = all;
  await copies(a, b);
  await copies(b, a);
  const digest = await push(a, 1);
  await settle();
  expect(await ends()).toEqual([["success null"], ["existed came_from_there"], []]);
  expect((await digests()).slice(0, 2)).toEqual([digest, digest]);
});

test("a tag moved on both at once ends", async () => {
  const [a, b] = all;
  await copies(a, b);
  await copies(b, a);
  await push(a, 1);
  await push(b, 2);
  await settle();
  const ended = await ends();
  expect(ended.flat().length).toBeLessThanOrEqual(4);
  expect(ended.flat().filter((end) => !/^(success|existed)/.test(end))).toEqual([]);
});

test("a chain is followed to its end, and a ring once round", async () => {
  const [a, b, c] = all;
  await copies(a, b);
  await copies(b, c);
  await copies(c, a);
  const digest = await push(a, 1);
  await settle();
  expect(await ends()).toEqual([["success null"], ["success null"], ["existed came_from_there"]]);
  expect(await digests()).toEqual([digest, digest, digest]);
});
