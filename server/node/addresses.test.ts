import { expect, test } from "vitest";
import { isRange, reachableAddresses } from "./addresses.ts";

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:a9fe:a9fe",
  "64:ff9b::a9fe:a9fe",
  "2002:7f00:1::",
  "fd00:ec2::254",
  "fe80::1",
])("%s lies inside", (address) => {
  expect(reachableAddresses([])(address)).toBe(false);
});

test.each(["1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:1.1.1.1"])("%s does not", (address) => {
  expect(reachableAddresses([])(address)).toBe(true);
});

test("what the operator allows is reachable, and nothing beside it", () => {
  const isReachable = reachableAddresses(["10.1.0.0/16", "127.0.0.1", "fd00:1::/32"]);
  const inside = ["10.1.255.1", "10.2.0.1", "127.0.0.1", "127.0.0.2", "fd00:1::5", "fd00:2::5"];
  expect(inside.filter(isReachable)).toEqual(["10.1.255.1", "127.0.0.1", "fd00:1::5"]);
});

test("a range is an address, or one with the number of its leading bits", () => {
  const texts = [
    "10.0.0.0/8",
    "10.0.0.1",
    "fd00::/8",
    "::1",
    "10.0.0.0/33",
    "10.0/8",
    "a/8",
    "10.0.0.0/",
    "1.1.1.1/8/8",
  ];
  expect(texts.filter(isRange)).toEqual(["10.0.0.0/8", "10.0.0.1", "fd00::/8", "::1"]);
});
