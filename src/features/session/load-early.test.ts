import { afterEach, expect, test, vi } from "vitest";
import { queryClient } from "../../api/query-client.ts";
import { sessionQuery } from "../../resources/session.ts";
import { loadEarly } from "./load-early.ts";

const never = new Promise<never>(() => {});

afterEach(() => {
  vi.useRealTimers();
  queryClient.clear();
});

function signedIn(yes: boolean) {
  vi.useFakeTimers();
  queryClient.setQueryData(sessionQuery.queryKey, yes ? ({} as never) : null);
}

/** Whether `loading` ended without any time going by. */
async function endsAtOnce(loading: Promise<null>): Promise<boolean> {
  let ended = false;
  void loading.then(() => {
    ended = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return ended;
}

test("ends with the last answer", async () => {
  signedIn(true);
  expect(await endsAtOnce(loadEarly(() => [Promise.resolve(1), Promise.resolve(2)]))).toBe(true);
  expect(await endsAtOnce(loadEarly(() => [Promise.resolve(1), never]))).toBe(false);
});

test("does not keep the page waiting for more than a moment", async () => {
  signedIn(true);
  const loading = loadEarly(() => [never]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await loading).toBeNull();
});

test("asks nothing for somebody who is not signed in", async () => {
  signedIn(false);
  const ask = vi.fn(() => [never]);
  expect(await endsAtOnce(loadEarly(ask))).toBe(true);
  expect(ask).not.toHaveBeenCalled();
});
