/** Two triggers of one workload, with whatever may come between what they do. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FakeWorkload } from "../../mocks/kubernetes.ts";
import { done, REPOSITORY, setUpTriggers, web } from "../../tests/support/trigger-scene.ts";
import { OutboundError } from "../ports/outbound.ts";
import { FIRING_JOB } from "./fire.ts";

const { scene, push, create, runJobs, later, consoleCall, firings } = setUpTriggers();

const TRIGGERS = ["deploy", "also"];

let workload: FakeWorkload;
let pushes = 0;

/** `at` chooses among what there is. */
const ACTIONS = {
  async push(at: number) {
    pushes += 1;
    await push(at % 2 === 0 ? "main" : `v${pushes}`, pushes);
  },
  async goBack(at: number) {
    const name = TRIGGERS[at % 2] ?? "";
    const firing = (await firings(name)).find(({ back }) => back.length > 0);
    if (firing) await consoleCall("POST", `triggers/${name}/firings/${firing.id}/rollback`);
  },
  async retry(at: number) {
    const name = TRIGGERS[at % 2] ?? "";
    const firing = (await firings(name)).find(({ ended_at }) => ended_at !== null);
    if (firing) await consoleCall("POST", `triggers/${name}/firings/${firing.id}/retry`);
  },
  async loseAnswer(at: number) {
    const { outbound } = scene.kubernetes;
    let left = at;
    scene.registry.deps.outbound = async (request) => {
      const answer = await outbound(request);
      if (left-- === 0) throw new OutboundError("cut", "the answer was lost");
      return answer;
    };
    await runJobs();
    scene.registry.deps.outbound = outbound;
  },
  async putOff(at: number) {
    const { clock, db } = scene.registry.deps;
    const waiting = await db.selectFrom("jobs").select("id").where("kind", "=", FIRING_JOB).execute();
    const run_at = new Date(clock().getTime() + 30_000).toISOString();
    const id = waiting[at % waiting.length]?.id ?? 0;
    await db.updateTable("jobs").set({ run_at }).where("id", "=", id).execute();
  },
  async complete() {
    workload.status = { ...done(), observedGeneration: workload.metadata.generation };
  },
  run: runJobs,
  wait: (at: number) => later(at * 5_000),
};

const kinds = Object.keys(ACTIONS) as (keyof typeof ACTIONS)[];
const actions = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(3)), { minLength: 8, maxLength: 16 });

test.each(["Always", "IfNotPresent"])(
  "what came last runs, and no other is in its way: %s",
  async (policy) => {
    await push("main", 0);
    workload = scene.kubernetes.addWorkload("deployments", "web", [web(`${REPOSITORY}:main`, policy)]);
    await create();
    await create({ name: "also", container: "app" });
    const property = fc.asyncProperty(actions, async (actions) => {
      for (const [kind, at] of [["push", 0] as const, ...actions]) {
        scene.registry.advance(1);
        await ACTIONS[kind](at);
      }
      // Every try of what was put off, and every look.
      for (let minutes = 0; minutes < 5; minutes++) {
        await ACTIONS.complete();
        await later();
      }
      const all = (await Promise.all(TRIGGERS.map(firings))).flat().sort((a, b) => b.id - a.id);
      expect(all.filter(({ ended_at, reason }) => ended_at === null || reason === "replaced")).toEqual([]);
      expect(workload.spec.template.spec.containers[0]?.image).toBe(all[0]?.changes[0]?.after);
    });
    await fc.assert(property, { numRuns: 12 });
  },
);
