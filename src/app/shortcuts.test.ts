import { expect, test } from "vitest";
import { createShortcutReader, SHORTCUTS } from "./shortcuts.ts";

test.each(SHORTCUTS)("$name answers its keys", ({ name, keys }) => {
  const read = createShortcutReader();
  expect(keys.map((key, at) => read(key, at * 100)).at(-1)).toBe(name);
});

test("a sequence needs its keys in order and in time", () => {
  const read = createShortcutReader();
  expect(read("g", 0)).toBeUndefined();
  expect(read("i", 5000)).toBeUndefined();
  expect(read("x", 5100)).toBeUndefined();
  expect(read("g", 5200)).toBeUndefined();
  expect(read("g", 5300)).toBeUndefined();
  expect(read("i", 5400)).toBe("images");
  expect(read("i", 5500)).toBeUndefined();
});

test("no shortcut is the beginning of another", () => {
  const all = SHORTCUTS.map(({ keys }) => keys.join(" "));
  for (const one of all) {
    expect(all.filter((other) => other !== one && other.startsWith(`${one} `))).toEqual([]);
  }
});
