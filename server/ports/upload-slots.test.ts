import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createUploadSlots, shareOf } from "./upload-slots.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const nobodyLeaves = () => new AbortController().signal;

function setUp(limits = { perAccount: 4, waitMs: 1000 }) {
  const slots = createUploadSlots();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    /** A layer of `user`; what became of it. */
    send(user: string, name: string, gone = nobodyLeaves) {
      return slots.within({ accountId: "a", userId: user }, limits, gone, async () => {
        begun.push(name);
        await new Promise<void>((resolve) => ends.set(name, resolve));
        return { name };
      });
    },
    async end(name: string) {
      ends.get(name)?.();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test("one user has three quarters of the slots, and at least one", () => {
  expect([20, 4, 2, 1].map(shareOf)).toEqual([15, 3, 1, 1]);
});

test("a request beyond the limit waits for a free slot", async () => {
  const { send, end, begun } = setUp();
  for (const name of ["1", "2", "3"]) void send("ann", name);
  const fourth = send("ann", "4");
  void send("bob", "5");
  expect(begun).toEqual(["1", "2", "3", "5"]);
  await end("1");
  expect(begun).toEqual(["1", "2", "3", "5", "4"]);
  await end("4");
  expect(await fourth).toEqual({ name: "4" });
});

test("a free slot goes to who has least, then to who came first", async () => {
  const { send, end, begun } = setUp();
  for (const name of ["1", "2", "3"]) void send("ann", name);
  void send("bob", "4");
  for (const name of ["5", "6"]) void send("ann", name);
  void send("cid", "7");
  void send("bob", "8");
  for (const name of ["1", "2", "3", "4"]) await end(name);
  expect(begun).toEqual(["1", "2", "3", "4", "7", "5", "6", "8"]);
});

test("who waited too long, or left, is not let in; their place is another's", async () => {
  const { send, end, begun } = setUp({ perAccount: 1, waitMs: 1000 });
  void send("ann", "1");
  const late = send("bob", "late");
  await vi.advanceTimersByTimeAsync(1000);
  expect(await late).toBeUndefined();
  const leaving = new AbortController();
  const gone = send("bob", "gone", () => leaving.signal);
  void send("cid", "2");
  leaving.abort();
  await end("1");
  expect(await gone).toBeUndefined();
  expect(begun).toEqual(["1", "2"]);
  await end("2");
  void send("bob", "3");
  expect(begun).toEqual(["1", "2", "3"]);
});

test("a user's requests are held up to a number, and none where nobody is to wait", async () => {
  const { send } = setUp({ perAccount: 1, waitMs: 1000 });
  void send("ann", "1");
  for (let at = 0; at < 200; at++) void send("ann", "held");
  expect(await send("ann", "one too many")).toBeUndefined();
  const impatient = setUp({ perAccount: 1, waitMs: 0 });
  void impatient.send("ann", "1");
  expect(await impatient.send("bob", "2")).toBeUndefined();
});

test("accounts do not share slots, and a failed layer gives its own back", async () => {
  const slots = createUploadSlots();
  const limits = { perAccount: 1, waitMs: 0 };
  const failing = slots.within({ accountId: "a", userId: "ann" }, limits, nobodyLeaves, async () => {
    throw new Error("cut");
  });
  const other = slots.within({ accountId: "b", userId: "bea" }, limits, nobodyLeaves, async () => ({}));
  await expect(failing).rejects.toThrow("cut");
  expect(await other).toEqual({});
  expect(
    await slots.within({ accountId: "a", userId: "ann" }, limits, nobodyLeaves, async () => ({})),
  ).toEqual({});
});
