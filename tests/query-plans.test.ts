/**
 * No statement on the way of a push, a pull, a delete or a list costs more because the image holds more: each is looked at
 * as SQLite plans it. What walks the tags of an image says which page of them it wants.
 */
import type { CompiledQuery } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MEDIA_TYPE } from "../core/media-types.ts";
import { jobKinds } from "../server/job-kinds.ts";
import { enqueue } from "../server/jobs/queue.ts";
import { createJobRunner } from "../server/jobs/runner.ts";
import { planOf, recordStatements } from "./support/query-plans.ts";
import { prepareManifest, putManifest, startTestRegistry, type TestRegistry } from "./support/registry.ts";

const NAME = "team/app";
const REPO = "namespaces/team/repos/app";

let registry: TestRegistry;
let asked: CompiledQuery[];

beforeAll(async () => {
  registry = await startTestRegistry();
  const recording = recordStatements(registry.deps.db);
  registry.deps.db = recording.db;
  asked = recording.asked;
});
afterAll(() => registry.close());

async function call(method: string, path: string, body?: object): Promise<void> {
  const init = body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const answer = await registry.call(method, path, init);
  expect([method, path, answer.status]).toEqual([method, path, expect.toSatisfy((status) => status < 300)]);
  await answer.text();
}

const get = (path: string) => call("GET", path);

async function push(reference: string | undefined, seed: number, fields = {}) {
  const made = await prepareManifest(registry, NAME, [seed], fields);
  await putManifest(registry, NAME, reference ?? made.digest, made.content);
  return { mediaType: MEDIA_TYPE.ociManifest, digest: made.digest, size: made.content.length };
}

/** What each of them asks of the tables, in the order in which they build on each other. */
const PATHS: [string, () => Promise<void>][] = [
  [
    "push",
    async () => {
      const one = await push("v1", 1);
      const two = await push("v1", 2);
      const index = { schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: [one, two] };
      await putManifest(registry, NAME, "multi", JSON.stringify(index), MEDIA_TYPE.ociIndex);
      await push(undefined, 3, { subject: one, annotations: { by: "us" } });
      await push("other", 4);
      const copy = { source_tag: "v1", destination_tag: "copied" };
      await call("POST", `/api/swr/v2/manage/${REPO}/tags`, copy);
    },
  ],
  [
    "pull",
    async () => {
      const { config, digest } = await prepareManifest(registry, NAME, [1]);
      await get("/v2/token?service=x&scope=repository:team/app:pull,push");
      await get(`/v2/${NAME}/manifests/v1`);
      await call("HEAD", `/v2/${NAME}/manifests/${digest}`);
      await get(`/v2/${NAME}/blobs/${config.digest}`);
      await get(`/v2/${NAME}/referrers/${digest}`);
      await get(`/v2/${NAME}/referrers/${digest}?artifactType=x`);
      await get(`/v2/${NAME}/tags/list`);
      await get("/v2/_catalog");
    },
  ],
  [
    "list",
    async () => {
      for (const filter of ["", "&tag=v"]) {
        for (const column of ["updated_at", "tag"]) {
          const order = `order_column=${column}&order_type=asc&limit=1`;
          await get(`/api/swr/v2/manage/${REPO}/tags?${order}${filter}`);
          await get(`/api/swr/v3/manage/${REPO}/tags?${order}${filter}&with_manifest=true`);
        }
      }
      await get(`/api/swr/v2/manage/${REPO}`);
      await get(`/api/swr/v2/manage/${REPO}/v1/accessories`);
      await get(`/api/swr/v2/manage/${REPO}/v1/references`);
      await get(`/api/swr/v2/manage/${REPO}/tags/v1`);
    },
  ],
  [
    "delete",
    async () => {
      const { digest } = await prepareManifest(registry, NAME, [4]);
      await call("DELETE", `/v2/${NAME}/manifests/v1`);
      await call("DELETE", `/v2/${NAME}/manifests/multi`);
      await call("DELETE", `/v2/${NAME}/manifests/${digest}`);
      await call("DELETE", `/api/swr/v2/manage/${REPO}/tags/copied`);
    },
  ],
];

const SCANS = /^SCAN (?!reached|json_each|lost|page|sought|CONSTANT|\d+-ROW)/;

/** Of triggers and sync rules there are few (core/limits.ts). */
const TAKES_ALL_OF_AN_IMAGE = /^SEARCH (?!triggers |sync_rules ).*\(image_id=\?\)$/;

/** A page of tags in the order of an index; where a part of the name is asked for, up to all of them are looked at. */
const PAGE_OF_TAGS =
  /from "tags" .*where "tags"."image_id" = \? (and instr\(lower\("tags"."name"\), \?\) > 0 )?(and .* )?order by "tags"."(updated_at|name)" \w+, "tags"."id" \w+ limit \+\?/;
const COUNT_OF_NAMED = /^select cast\(count\(\*\).* from "tags" where .*instr\(lower/;

/** SQLite looks whether rows wait for the new id; there are none. */
const NEW_IMAGE = /^insert into "images"/;

/** The first there is. */
const HOLD_STEP = /^select "turn" from "hold_steps" where "image_id" = \? order by "turn" limit \+\?$/;

const MAY_TAKE_ALL = [PAGE_OF_TAGS, COUNT_OF_NAMED, NEW_IMAGE, HOLD_STEP];

async function badSteps(query: Pick<CompiledQuery, "sql" | "parameters">): Promise<string[]> {
  const mayTakeAll = MAY_TAKE_ALL.some((allowed) => allowed.test(query.sql));
  const steps = await planOf(registry.deps.db, query);
  return steps.filter((step) => SCANS.test(step) || (!mayTakeAll && TAKES_ALL_OF_AN_IMAGE.test(step)));
}

describe.each(PATHS)("%s", (_, walk) => {
  test("looks at no more than it touches", async () => {
    asked.length = 0;
    await walk();
    const statements = new Map(asked.map((query) => [query.sql, query]));
    expect(statements.size).toBeGreaterThan(5);
    for (const query of statements.values()) expect(await badSteps(query), query.sql).toEqual([]);
  });
});

/** Tables of which there are few rows, or whose first rows are taken. */
const FEW_OR_FIRST =
  /^SCAN (accounts|webhooks|folder_reading|dead_objects|ended_uploads)\b|^SEARCH hold_steps /;

test("what runs by itself goes through no table that grows", async () => {
  asked.length = 0;
  const kinds = jobKinds.filter(({ everyMs }) => everyMs !== undefined);
  const runner = createJobRunner(registry.deps, kinds);
  for (const { name } of kinds) await enqueue(registry.deps, { kind: name, key: "" });
  await runner.tick();
  await runner.idle();
  const bad: string[] = [];
  for (const query of new Map(asked.map((query) => [query.sql, query])).values())
    bad.push(...(await badSteps(query)).filter((step) => !FEW_OR_FIRST.test(step)));
  expect(bad).toEqual([]);
});

test("what is prepared once is looked at each time", async () => {
  await push("once", 5);
  for (let time = 0; time < 2; time++) {
    asked.length = 0;
    await get(`/v2/${NAME}/manifests/once`);
    expect(asked.map(({ sql }) => sql)).toContainEqual(
      expect.stringMatching(/from "tags" inner join "manifests"/),
    );
  }
});

test.each(["select * from manifests where image_id = ?", "select content from manifests where ? > 0"])(
  "%s is seen to do so",
  async (sql) => {
    expect(await badSteps({ sql, parameters: [1] })).toHaveLength(1);
  },
);
