import { expect, test } from "vitest";
import { addressGroup, createGuessThrottle, type GuessThrottle, type ThrottleKey } from "./guess-throttle.ts";

function setUp(maxKeys?: number) {
  let now = 0;
  const throttle = createGuessThrottle(() => new Date(now), maxKeys);
  return { throttle, advance: (seconds: number) => (now += seconds * 1000) };
}

/** What each of several at once is answered. */
function attempts(throttle: GuessThrottle, count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => throttle.attempt(user)));
}

const user: ThrottleKey[] = [{ key: "user", free: 3, clearedBySuccess: true }];
const address: ThrottleKey[] = [{ key: "address", free: 3, clearedBySuccess: false }];

test("the first attempts cost nothing, each further one doubles the wait up to a minute", async () => {
  const { throttle, advance } = setUp();
  expect(await attempts(throttle, 3)).toEqual([0, 0, 0]);
  const waits: number[] = [];
  for (let round = 0; round < 8; round++) {
    const wait = await throttle.attempt(user);
    waits.push(wait);
    advance(wait);
    expect(await throttle.attempt(user)).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

test("attempts during a wait do not lengthen it", async () => {
  const { throttle, advance } = setUp();
  for (let count = 0; count < 3; count++) await throttle.attempt(user);
  const wait = await throttle.attempt(user);
  for (let count = 0; count < 100; count++) await throttle.attempt(user);
  advance(wait);
  expect(await throttle.attempt(user)).toBe(0);
});

test("a success clears the user, and takes only its own attempt from an address", async () => {
  const { throttle } = setUp();
  for (let count = 0; count < 3; count++) await throttle.attempt([...user, ...address]);
  await throttle.succeeded([...user, ...address]);
  expect(await throttle.attempt(user)).toBe(0);
  expect(await throttle.attempt(address)).toBe(0);
  expect(await throttle.attempt(address)).toBe(1);
});

test("says how many attempts are left that cost nothing", async () => {
  const { throttle, advance } = setUp();
  expect(await throttle.left([...user, ...address])).toBe(3);
  for (let count = 0; count < 4; count++) await throttle.attempt(user);
  expect([await throttle.left(user), await throttle.left(address)]).toEqual([0, 3]);
  advance(15 * 60);
  expect(await throttle.left(user)).toBe(3);
});

test("a quarter of an hour without attempts is forgotten", async () => {
  const { throttle, advance } = setUp();
  for (let count = 0; count < 3; count++) await throttle.attempt(user);
  expect(await throttle.attempt(user)).toBe(1);
  advance(15 * 60);
  expect(await attempts(throttle, 3)).toEqual([0, 0, 0]);
});

test("a key may hold up only who has attempts under another", async () => {
  const { throttle } = setUp();
  const from = (address: string): ThrottleKey[] => [
    { key: address, free: 3, clearedBySuccess: true },
    { key: "everywhere", free: 3, clearedBySuccess: false, onlyWith: address },
  ];
  for (let at = 0; at < 3; at++) expect(await throttle.attempt(from(`address ${at}`))).toBe(0);
  expect(await throttle.attempt(from("address 0"))).toBe(1);
  expect(await throttle.attempt(from("another"))).toBe(0);
  expect(await throttle.attempt(from("another"))).toBe(2);
});

test("a clock that is set back makes nobody wait longer", async () => {
  const { throttle, advance } = setUp();
  advance(86_400);
  expect(await attempts(throttle, 3)).toEqual([0, 0, 0]);
  advance(-86_400);
  expect(await throttle.attempt(user)).toBe(1);
  advance(1);
  expect(await throttle.attempt(user)).toBe(0);
});

test("the longest untouched key goes when there are too many", async () => {
  const { throttle } = setUp(2);
  const one = (key: string): ThrottleKey[] => [{ key, free: 1, clearedBySuccess: true }];
  await throttle.attempt(one("a"));
  await throttle.attempt(one("b"));
  await throttle.attempt(one("c"));
  expect(await throttle.attempt(one("c"))).toBe(1);
  expect(await throttle.attempt(one("a"))).toBe(0);
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "::ffff:192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8::/64"],
  ["2001:db8:0:0:1::5", "2001:db8::/64"],
  ["::1", "::/64"],
])("%s counts as %s", (address, group) => {
  expect(addressGroup(address)).toBe(group);
});
