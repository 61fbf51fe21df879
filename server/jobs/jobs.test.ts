import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestService, type TestService } from "../../tests/support/service.ts";
import { inTransaction } from "../transaction.ts";
import { givingWay } from "./give-way.ts";
import { GiveUp, type JobKind, TryAgainIn } from "./kind.ts";
import { cancel, complete, countJobs, enqueue, putBack, releaseAll, take } from "./queue.ts";
import { createJobRunner, planRecurring } from "./runner.ts";

let service: TestService;
beforeEach(async () => {
  service = await createTestService();
});
afterEach(() => service.close());

const MINUTE = 60_000;

interface Log {
  runs: string[];
  effects: string[];
  gaveUp: string[];
}

function kindOf(run: JobKind["run"], more: Partial<JobKind> = {}): { kind: JobKind; log: Log } {
  const log: Log = { runs: [], effects: [], gaveUp: [] };
  const kind: JobKind = {
    name: "test",
    concurrency: 2,
    attempts: 3,
    async run(context, payload) {
      log.runs.push(`${context.key} ${context.attempt}`);
      return (await run(context, payload)) ?? (async () => void log.effects.push(context.key));
    },
    async gaveUp(_context, job) {
      log.gaveUp.push(job.key);
    },
    ...more,
  };
  return { kind, log };
}

const done: JobKind["run"] = async () => undefined;

async function runAll(...kinds: JobKind[]): Promise<void> {
  const runner = createJobRunner(service.deps, kinds);
  await runner.tick();
  await runner.idle();
}

const ask = (key: string, more = {}) => enqueue(service.deps, { kind: "test", key, ...more });

test("a job asked for in a transaction that failed does not run", async () => {
  const { kind, log } = kindOf(done);
  const failing = inTransaction(service.deps, async (within) => {
    await enqueue(within, { kind: "test", key: "a" });
    throw new Error("undone");
  });
  await expect(failing).rejects.toThrow("undone");
  await runAll(kind);
  expect(log.runs).toEqual([]);
});

test("a job asked for twice runs once, with the later payload at the earlier time", async () => {
  const payloads: unknown[] = [];
  const { kind } = kindOf(async (_context, payload) => void payloads.push(payload));
  const soon = new Date(service.deps.clock().getTime() + MINUTE);
  await ask("a", { payload: 1, runAt: soon });
  await ask("a", { payload: 2, runAt: new Date(soon.getTime() + MINUTE) });
  await runAll(kind);
  expect(payloads).toEqual([]);
  service.advance(MINUTE);
  await runAll(kind);
  await runAll(kind);
  expect(payloads).toEqual([2]);
});

test("a job asked for while it runs runs again", async () => {
  const { kind, log } = kindOf(async ({ attempt }) => {
    if (log.runs.length === 1 && attempt === 1) await ask("a");
    return undefined;
  });
  await ask("a");
  await runAll(kind);
  expect(log.runs).toEqual(["a 1", "a 1"]);
});

test("more jobs than run at once are all done", async () => {
  let atOnce = 0;
  let most = 0;
  const two = Promise.withResolvers<void>();
  const { kind, log } = kindOf(async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    if (atOnce === 2) two.resolve();
    await two.promise;
    atOnce -= 1;
    return undefined;
  });
  for (let index = 0; index < 20; index++) await ask(`${index}`);
  await runAll(kind);
  expect([log.effects.length, most]).toEqual([20, 2]);
});

test("requests come between jobs that wait for nothing, and between the steps of one", async () => {
  let requests = 0;
  const asking = setInterval(() => {
    requests += 1;
  });
  const seen: number[] = [];
  const { kind } = kindOf(async (context) => {
    await givingWay(context, async () => seen.push(requests));
    await givingWay(context, async () => seen.push(requests));
    return undefined;
  });
  for (let index = 0; index < 5; index++) await ask(`${index}`);
  await runAll({ ...kind, concurrency: 1 });
  clearInterval(asking);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(new Set(seen).size).toBe(10);
});

test("a step leaves most of the time to requests while they come, and may be interrupted in it", async () => {
  const { traffic } = service.deps.state;
  const stop = new AbortController();
  const waits: string[] = [];
  const step = () =>
    givingWay({ ...service.deps, signal: stop.signal }, async () => {
      const end = performance.now() + 100;
      while (performance.now() < end);
    }).then(
      () => waits.push("went on"),
      () => waits.push("interrupted"),
    );
  await step();
  traffic.came();
  const held = step();
  await new Promise((resolve) => setTimeout(resolve));
  expect(waits).toEqual(["went on"]);
  stop.abort();
  await held;
  expect(waits).toEqual(["went on", "interrupted"]);
});

test("a failed job is tried again after growing waits, then given up", async () => {
  const { kind, log } = kindOf(async () => {
    throw new Error("no");
  });
  await ask("a");
  const runsAfter: number[] = [];
  for (const seconds of [0, 4, 1, 9, 1, 3600]) {
    service.advance(seconds * 1000);
    await runAll(kind);
    runsAfter.push(log.runs.length);
  }
  expect(runsAfter).toEqual([1, 1, 2, 2, 3, 3]);
  expect(log).toMatchObject({ effects: [], gaveUp: ["a"] });
  expect(await countJobs(service.deps)).toEqual([]);
});

test("a job that no try would help is given up at once, and one told to wait waits that long", async () => {
  const hopeless = kindOf(async () => {
    throw new GiveUp("denied");
  });
  await ask("a");
  await runAll(hopeless.kind);
  expect(hopeless.log).toMatchObject({ runs: ["a 1"], gaveUp: ["a"] });

  const told = kindOf(async ({ attempt }) => {
    if (attempt === 1) throw new TryAgainIn(10 * MINUTE, new Error("429"));
    return undefined;
  });
  await ask("b");
  await runAll(told.kind);
  service.advance(10 * MINUTE - 1);
  await runAll(told.kind);
  expect(told.log.runs).toEqual(["b 1"]);
  service.advance(1);
  await runAll(told.kind);
  expect(told.log.effects).toEqual(["b"]);
});

test("a job whose runner died is taken again, and only its last taker's effect counts", async () => {
  await ask("a");
  const [dead] = await take(service.deps, "test", { limit: 1, leaseMs: 30_000 });
  if (!dead) throw new Error("nothing was taken");
  const { kind, log } = kindOf(done);
  await runAll(kind);
  expect(log.runs).toEqual([]);
  service.advance(30_000);
  const [second] = await take(service.deps, "test", { limit: 1, leaseMs: 30_000 });
  expect(second?.attempts).toBe(2);
  expect(await complete(service.deps, dead)).toBe(false);
  expect(second && (await complete(service.deps, second))).toBe(true);
});

test("jobs held by a process that is gone are taken at once by the next", async () => {
  await ask("a");
  await take(service.deps, "test", { limit: 1, leaseMs: 30_000 });
  await releaseAll(service.deps);
  const { kind, log } = kindOf(done);
  await runAll(kind);
  expect(log).toMatchObject({ runs: ["a 2"], effects: ["a"] });
});

test("the effect of a job that was cancelled while it ran does not count", async () => {
  const { kind, log } = kindOf(async () => {
    await cancel(service.deps, { kind: "test", key: "a" });
    return undefined;
  });
  await ask("a");
  await runAll(kind);
  expect(log).toMatchObject({ runs: ["a 1"], effects: [] });
  expect(await countJobs(service.deps)).toEqual([]);
});

test("stopping interrupts running jobs, which costs them no try", async () => {
  const { kind, log } = kindOf(
    ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", reject)),
  );
  await ask("a");
  const runner = createJobRunner(service.deps, [kind]);
  await runner.tick();
  await runner.stop();
  const next = kindOf(done);
  await runAll(next.kind);
  expect(log.runs).toEqual(["a 1"]);
  expect(next.log).toMatchObject({ runs: ["a 1"], effects: ["a"] });
});

test("a job that hangs holds up no other kind", async () => {
  const release = Promise.withResolvers<undefined>();
  const hanging = kindOf(() => release.promise, { name: "hanging" });
  const { kind, log } = kindOf(done);
  await enqueue(service.deps, { kind: "hanging", key: "a" });
  await ask("b");
  const runner = createJobRunner(service.deps, [hanging.kind, kind]);
  await runner.tick();
  await expect.poll(() => log.effects).toEqual(["b"]);
  release.resolve(undefined);
  await runner.idle();
});

test("recurring jobs run at each start and then by themselves, also after a failure", async () => {
  let fails = true;
  const { kind, log } = kindOf(
    async () => {
      if (fails) throw new GiveUp("no");
      return undefined;
    },
    { everyMs: MINUTE },
  );
  await planRecurring(service.deps, [kind]);
  await runAll(kind);
  await runAll(kind);
  fails = false;
  service.advance(MINUTE);
  await runAll(kind);
  expect(log).toMatchObject({ runs: [" 1", " 1"], effects: [""], gaveUp: [""] });
  await planRecurring(service.deps, [kind]);
  await runAll(kind);
  expect(log.runs).toHaveLength(3);
});

test("a recurring job that has another name since is forgotten, and nothing else", async () => {
  const { kind } = kindOf(async () => undefined, { everyMs: MINUTE });
  await planRecurring(service.deps, [{ ...kind, name: "earlier name" }]);
  await enqueue(service.deps, { kind: "of another version", key: "a thing" });
  await planRecurring(service.deps, [kind]);
  const counted = await countJobs(service.deps);
  expect(counted.map(({ kind }) => kind).sort()).toEqual(["of another version", "test"]);
});

test("operators see how many jobs there are, by state", async () => {
  const at = (ms: number) => ({ runAt: new Date(service.deps.clock().getTime() + ms) });
  const held = { limit: 1, leaseMs: MINUTE };
  await ask("running", at(-2));
  await take(service.deps, "test", held);
  await ask("retrying", at(-1));
  const [failed] = await take(service.deps, "test", held);
  if (failed) await putBack(service.deps, failed, service.deps.clock());
  await ask("due");
  await ask("planned", at(MINUTE));
  const counted = await countJobs(service.deps);
  expect(counted.map(({ kind, state, jobs }) => `${kind} ${state} ${jobs}`).sort()).toEqual([
    "test due 1",
    "test planned 1",
    "test retrying 1",
    "test running 1",
  ]);
});
