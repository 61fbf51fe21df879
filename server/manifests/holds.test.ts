import fc from "fast-check";
import { type RawBuilder, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import {
  digestOf,
  pushBlob,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import { createJobRunner } from "../jobs/runner.ts";
import { untaggedRemoval } from "../untagged/run.ts";
import { deleteTag } from "./deletions.ts";
import { holdFollowing } from "./follow-holds.ts";
import { leaveSteps, stepsOf } from "./hold-steps.ts";
import { followLeft, startGrace } from "./holds.ts";

let registry: TestRegistry;
beforeAll(async () => {
  registry = await startTestRegistry();
});
afterAll(() => registry.close());

/** What it lists and what it is about are of those before it in the pool; that need not be there. */
interface Drawn {
  lists: readonly number[];
  subject: number | undefined;
}

interface Made {
  digest: string;
  content: string;
  mediaType: string;
  lists: string[];
  subject: string | undefined;
}

function make(pool: Drawn[], config: { digest: string; size: number }): Made[] {
  const made: Made[] = [];
  for (const [number, drawn] of pool.entries()) {
    const before = (at: number) => made[at % Math.max(number, 1)];
    const listed = [...new Set(drawn.lists.map(before))].filter((it) => it !== undefined);
    const subject = drawn.subject === undefined ? undefined : before(drawn.subject);
    const descriptor = (it: Made) => ({
      mediaType: it.mediaType,
      digest: it.digest,
      size: it.content.length,
    });
    const mediaType = listed.length > 0 ? MEDIA_TYPE.ociIndex : MEDIA_TYPE.ociManifest;
    const content = JSON.stringify({
      schemaVersion: 2,
      mediaType,
      ...(listed.length > 0
        ? { manifests: listed.map(descriptor) }
        : { config: { mediaType: MEDIA_TYPE.ociConfig, ...config }, layers: [] }),
      ...(subject && { subject: descriptor(subject) }),
      annotations: { number: String(number) },
    });
    const lists = listed.map(({ digest }) => digest);
    made.push({ digest: digestOf(content), content, mediaType, lists, subject: subject?.digest });
  }
  return made;
}

/** Everything anew after each change, in the plainest way. */
class Naive {
  readonly present = new Map<string, Made>();
  readonly tags = new Map<string, string>();
  since = new Map<string, string>();

  /** With what these hold. */
  reach(digests: Iterable<string>): Set<string> {
    const reached = new Set<string>();
    const go = (digest: string) => {
      const it = this.present.get(digest);
      if (!it || reached.has(digest)) return;
      reached.add(digest);
      for (const listed of it.lists) go(listed);
      for (const about of this.present.values()) if (about.subject === digest) go(about.digest);
    };
    for (const digest of digests) go(digest);
    return reached;
  }

  settle(time: string, pushed?: string): void {
    const held = this.reach(this.tags.values());
    const renewed = pushed === undefined || held.has(pushed) ? new Set() : this.reach([pushed]);
    const unheld = [...this.present.keys()].filter((digest) => !held.has(digest));
    this.since = new Map(
      unheld.map((digest) => [digest, renewed.has(digest) ? time : (this.since.get(digest) ?? time)]),
    );
  }
}

const numbers = fc.nat({ max: 6 });
const names = fc.constantFrom("a", "b", "c");
const drawn = fc.record({
  lists: fc.oneof(fc.constant([]), fc.array(numbers, { maxLength: 3 })),
  subject: fc.option(numbers, { nil: undefined }),
});
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("push" as const), of: numbers, tag: fc.option(names) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("untag" as const), tag: names }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), of: numbers }) },
);

/** When a change is looked at: in its transaction, at once by the job, or one step of the job after each change. */
const followed = fc.constantFrom("with the change", "by the job", "late");

test("what no tag holds is known, and since when, whatever is pushed and deleted", async () => {
  let run = 0;
  const property = fc.asyncProperty(
    fc.array(drawn, { minLength: 7, maxLength: 7 }),
    fc.array(step, { minLength: 5, maxLength: 30 }),
    followed,
    async (pool, steps, followed) => {
      run += 1;
      const name = `team/holds-${run}`;
      const url = (reference: string) => `/v2/${name}/manifests/${reference}`;
      const made = make(pool, await pushBlob(registry, name, new TextEncoder().encode("{}")));
      const naive = new Naive();
      for (const change of steps) {
        if (followed !== "with the change") await leaveStep(name);
        registry.advance(1000);
        const time = registry.deps.clock().toISOString();
        const one = "of" in change ? made[change.of] : undefined;
        if (change.kind === "push" && one) {
          const { status } = await putManifest(
            registry,
            name,
            change.tag ?? one.digest,
            one.content,
            one.mediaType,
          );
          const complete = one.lists.every((digest) => naive.present.has(digest));
          expect(status).toBe(complete ? 201 : 404);
          if (!complete) continue;
          naive.present.set(one.digest, one);
          if (change.tag !== null) naive.tags.set(change.tag, one.digest);
          naive.settle(time, one.digest);
        } else if (change.kind === "untag") {
          await registry.call("DELETE", url(change.tag));
          naive.tags.delete(change.tag);
          naive.settle(time);
        } else if (one) {
          const { status } = await registry.call("DELETE", url(one.digest));
          // An index keeps what it names.
          if (status !== 202) continue;
          naive.present.delete(one.digest);
          for (const [tag, digest] of naive.tags) if (digest === one.digest) naive.tags.delete(tag);
          naive.settle(time);
        }
        await followSteps(name, followed === "late" ? 1 : Number.POSITIVE_INFINITY);
        if (followed !== "late") expect(await unheld(name)).toEqual(naive.since);
      }
      await followSteps(name, Number.POSITIVE_INFINITY);
      expect(new Set((await unheld(name)).keys())).toEqual(new Set(naive.since.keys()));
    },
  );
  await fc.assert(property, { numRuns: 40 });
}, 120_000);

async function imageId(name: string): Promise<number | undefined> {
  const image = await registry.deps.db
    .selectFrom("images")
    .select("id")
    .where("name", "=", name.slice("team/".length))
    .executeTakeFirst();
  return image?.id;
}

/** Of a manifest that is not there. What comes after it is left to the job, too. */
async function leaveStep(name: string): Promise<void> {
  const id = await imageId(name);
  if (id !== undefined) await leaveSteps(registry.deps.db, id, stepsOf("release", [{ digest: "none" }]));
}

async function followSteps(name: string, times: number): Promise<void> {
  const id = await imageId(name);
  for (let time = 0; time < times && id !== undefined; time++) {
    if (!(await followLeft(registry.deps, id))) return;
  }
}

test("of what holds very much, a transaction looks at a part, and the job at the rest", async () => {
  const { db } = registry.deps;
  const id = await registry.createImage(await registry.createOrganization("wide"), "app");
  const time = registry.deps.clock().toISOString();
  const numbers = sql`(with recursive n(i) as (select 1 union all select i + 1 from n where i < 1200) select i from n)`;
  const insert = (digest: RawBuilder<string>, subject: string | null) => sql`
    insert into manifests (image_id, digest, media_type, content, size, subject_digest, created_at)
    select ${id}, ${digest}, 'x', '{}', 2, ${subject}, ${time} from ${numbers}
  `;
  await sql`
    insert into manifests (image_id, digest, media_type, content, size, created_at) values
      (${id}, 'top', 'x', '{}', 2, ${time}), (${id}, 'other', 'x', '{}', 2, ${time})
  `.execute(db);
  await insert(sql`'about ' || i`, "top").execute(db);
  await insert(sql`'listed ' || i`, null).execute(db);
  // Every other one is listed by an index that stays, too.
  await sql`
    insert into manifest_references (image_id, manifest_digest, digest, size, is_manifest)
    select ${id}, 'top', 'listed ' || i, 2, 1 from ${numbers}
    union all select ${id}, 'other', 'listed ' || i, 2, 1 from ${numbers} where i % 2 = 0
  `.execute(db);
  await sql`
    insert into tags (image_id, name, digest, created_at, updated_at) values
      (${id}, 'top', 'top', ${time}, ${time}), (${id}, 'other', 'other', ${time}, ${time})
  `.execute(db);
  const counts = async () => ({
    unheld: (await unheld("wide/app")).size,
    left: (await db.selectFrom("hold_steps").select("digest").where("image_id", "=", id).execute()).length,
  });

  await deleteTag(await registry.context(), "wide", { id, name: "app" }, "top");
  expect((await counts()).unheld).toBeLessThan(2000);
  expect((await counts()).left).toBeGreaterThan(1000);
  await untaggedRemoval.run(
    {
      ...(await registry.context()),
      clock: () => new Date("2099-01-01"),
      signal: new AbortController().signal,
      key: "",
      attempt: 1,
    },
    null,
  );
  expect(
    (await db.selectFrom("manifests").select("digest").where("image_id", "=", id).execute()).length,
  ).toBe(2402);

  const runner = createJobRunner(registry.deps, [holdFollowing]);
  await runner.tick();
  await runner.idle();
  expect(await counts()).toEqual({ unheld: 1 + 1200 + 600, left: 0 });
});

test("manifests that hold each other get one grace with a push, however many there are", async () => {
  const { db } = registry.deps;
  const id = await registry.createImage(await registry.createOrganization("round"), "app");
  const numbers = sql`(with recursive n(i) as (select 1 union all select i + 1 from n where i < 700) select i from n)`;
  await sql`
    insert into manifests (image_id, digest, media_type, content, size, subject_digest, created_at)
    select ${id}, 'index', 'x', '{}', 2, 'listed 1', '' union all
    select ${id}, 'listed ' || i, 'x', '{}', 2, null, '' from ${numbers}
  `.execute(db);
  await sql`
    insert into manifest_references (image_id, manifest_digest, digest, size, is_manifest)
    select ${id}, 'index', 'listed ' || i, 2, 1 from ${numbers}
  `.execute(db);
  await sql`
    insert into unheld_manifests (image_id, digest, since) select image_id, digest, '' from manifests
    where image_id = ${id}
  `.execute(db);
  const pushedAt = Date.parse("2026-03-02");
  let now = pushedAt;
  const context = { ...registry.deps, clock: () => new Date(now++) };
  await startGrace(context, id, "index", { isNew: false, isTagged: false });
  for (let times = 0; times < 50; times++) await followLeft(context, id);
  expect(await followLeft(context, id)).toBe(false);
  expect(new Set((await unheld("round/app")).values())).toEqual(new Set([new Date(pushedAt).toISOString()]));
});

async function unheld(name: string): Promise<Map<string, string>> {
  const rows = await registry.deps.db
    .selectFrom("unheld_manifests")
    .innerJoin("images", "images.id", "unheld_manifests.image_id")
    .select(["digest", "since"])
    .innerJoin("organizations", "organizations.id", "images.organization_id")
    .where(({ eb, ref }) => eb(sql`${ref("organizations.name")} || '/' || ${ref("images.name")}`, "=", name))
    .execute();
  return new Map(rows.map(({ digest, since }) => [digest, since]));
}
