import { expect, test } from "vitest";
import { addressGroup, createSignInThrottle, type ThrottleKey } from "./sign-in-throttle.ts";

function setUp(maxKeys?: number) {
  let now = 0;
  const throttle = createSignInThrottle(() => new Date(now), maxKeys);
  return { throttle, advance: (seconds: number) => (now += seconds * 1000) };
}

const user: ThrottleKey[] = [{ key: "user", free: 3, clearedBySuccess: true }];
const address: ThrottleKey[] = [{ key: "address", free: 3, clearedBySuccess: false }];

test("the first attempts cost nothing, each further one doubles the wait up to a minute", () => {
  const { throttle, advance } = setUp();
  expect([1, 2, 3].map(() => throttle.attempt(user))).toEqual([0, 0, 0]);
  const waits: number[] = [];
  for (let round = 0; round < 8; round++) {
    const wait = throttle.attempt(user);
    waits.push(wait);
    advance(wait);
    expect(throttle.attempt(user)).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

test("attempts during a wait do not lengthen it", () => {
  const { throttle, advance } = setUp();
  for (let count = 0; count < 3; count++) throttle.attempt(user);
  const wait = throttle.attempt(user);
  for (let count = 0; count < 100; count++) throttle.attempt(user);
  advance(wait);
  expect(throttle.attempt(user)).toBe(0);
});

test("a success clears the user, and takes only its own attempt from an address", () => {
  const { throttle } = setUp();
  for (let count = 0; count < 3; count++) throttle.attempt([...user, ...address]);
  throttle.succeeded([...user, ...address]);
  expect(throttle.attempt(user)).toBe(0);
  expect(throttle.attempt(address)).toBe(0);
  expect(throttle.attempt(address)).toBe(1);
});

test("a quarter of an hour without attempts is forgotten", () => {
  const { throttle, advance } = setUp();
  for (let count = 0; count < 3; count++) throttle.attempt(user);
  expect(throttle.attempt(user)).toBe(1);
  advance(15 * 60);
  expect([1, 2, 3].map(() => throttle.attempt(user))).toEqual([0, 0, 0]);
});

test("the longest untouched key goes when there are too many", () => {
  const { throttle } = setUp(2);
  const one = (key: string): ThrottleKey[] => [{ key, free: 1, clearedBySuccess: true }];
  throttle.attempt(one("a"));
  throttle.attempt(one("b"));
  throttle.attempt(one("c"));
  expect(throttle.attempt(one("c"))).toBe(1);
  expect(throttle.attempt(one("a"))).toBe(0);
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
