import { beforeEach, describe, expect, it } from "vitest";
import type { ToWorker } from "./messages.ts";
import type { PushProgress } from "./push/progress.ts";
import { createUploadStore, isUnderWay, type Upload } from "./upload-store.ts";

const progress: PushProgress = {
  layers: [],
  totalBytes: 1,
  presentBytes: 1,
  sentBytes: 1,
  speed: 1,
  stalledMs: 0,
};
const file = (id: string) => ({ id, fileName: `${id}.tar`, organization: "team", targets: [] });

function setUp() {
  const sent: ToWorker[] = [];
  const completed: string[] = [];
  const signedIn = Promise.withResolvers<void>();
  let time = 0;
  const store = createUploadStore({
    send: (message) => sent.push(message),
    signInAgain: () => signedIn.promise,
    onCompleted: ({ id }) => completed.push(id),
    now: () => time,
  });
  return {
    store,
    completed,
    signedIn,
    tick: (ms: number) => {
      time += ms;
    },
    /** What the worker was told since the last look. */
    told: () => sent.splice(0).map(({ type, id }) => `${type} ${id}`),
    states: () => store.get().uploads.map(({ id, state }: Upload) => `${id} ${state.kind}`),
  };
}

let given: ReturnType<typeof setUp>;
beforeEach(() => {
  given = setUp();
  given.store.add([file("a"), file("b")]);
});

it("runs one file after another", () => {
  const { store, told, states, completed, tick } = given;
  expect(told()).toEqual(["start a"]);
  expect(states()).toEqual(["a running", "b queued"]);
  tick(1500);
  store.receive({ type: "completed", id: "a", progress });
  expect(told()).toEqual(["start b"]);
  expect(completed).toEqual(["a"]);
  expect(store.get().uploads[0]).toMatchObject({ ranMs: 1500, progress, state: { kind: "done" } });
  store.receive({ type: "completed", id: "b", progress });
  expect(isUnderWay(store.get())).toBe(false);
});

it("does not wait for a file that failed, which can be tried again", () => {
  const { store, told, states } = given;
  store.receive({ type: "stopped", id: "a", problem: { code: "network" } });
  expect(states()).toEqual(["a failed", "b running"]);
  store.retry("a");
  expect(states()).toEqual(["a queued", "b running"]);
  store.receive({ type: "completed", id: "b", progress });
  expect(told()).toEqual(["start a", "start b", "resume a"]);
});

describe("a pause", () => {
  it("holds the queue and counts as no time", () => {
    const { store, told, states, tick } = given;
    tick(100);
    store.pause();
    expect(states()).toEqual(["a queued", "b queued"]);
    expect(isUnderWay(store.get())).toBe(true);
    tick(10_000);
    store.resume();
    tick(100);
    store.receive({ type: "completed", id: "a", progress });
    expect(told()).toEqual(["start a", "pause a", "resume a", "start b"]);
    expect(store.get().uploads[0]?.ranMs).toBe(200);
  });

  it("ignores what was said before it", () => {
    const { store, states } = given;
    store.pause();
    store.receive({ type: "stopped", id: "a", problem: { code: "network" } });
    expect(states()).toEqual(["a queued", "b queued"]);
  });

  it("is kept while files are added and cancelled", () => {
    const { store, told } = given;
    store.pause();
    told();
    store.add([file("c")]);
    store.remove("a");
    expect(told()).toEqual(["drop a"]);
  });
});

describe("an ended session", () => {
  it("holds the queue until the person has signed in again", async () => {
    const { store, told, states, signedIn } = given;
    store.receive({ type: "stopped", id: "a", problem: { code: "signed_out" } });
    expect(states()).toEqual(["a signed_out", "b queued"]);
    told();
    signedIn.resolve();
    await expect.poll(states).toEqual(["a running", "b queued"]);
    expect(told()).toEqual(["resume a"]);
  });

  it("does not bring back what was cancelled meanwhile", async () => {
    const { store, states, signedIn } = given;
    store.receive({ type: "stopped", id: "a", problem: { code: "signed_out" } });
    store.remove("a");
    signedIn.resolve();
    await signedIn.promise;
    expect(states()).toEqual(["b running"]);
  });
});

it("cancels what runs and goes on with the next", () => {
  const { store, told, states } = given;
  store.remove("a");
  expect(told()).toEqual(["start a", "drop a", "start b"]);
  store.receive({ type: "completed", id: "b", progress });
  store.remove("b");
  expect(told()).toEqual([]);
  expect(states()).toEqual([]);
});

it("drops everything when the person leaves", () => {
  const { store, told } = given;
  store.clear();
  expect(told()).toEqual(["start a", "drop a", "drop b"]);
});

it("says of a crash that nothing goes on", () => {
  const { store, states } = given;
  store.receive({ type: "completed", id: "a", progress });
  store.crash("out of memory");
  expect(states()).toEqual(["a done", "b failed"]);
});
