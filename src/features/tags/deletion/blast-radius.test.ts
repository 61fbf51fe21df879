import { expect, test } from "vitest";
import { blastRadius } from "./blast-radius.ts";

const tag = (name: string, digest: string, size = 10) => ({ name, digest, size, platforms: [] });

test("content with another tag stays, and says which", () => {
  const tagsOf = new Map([["a", ["1.0", "1", "latest"]]]);
  expect(blastRadius([tag("1.0", "a")], tagsOf)).toEqual({
    lost: { count: 0, size: 0 },
    kept: [{ tag: "1.0", others: ["1", "latest"] }],
  });
});

test("content whose tags all go is lost, and counted once", () => {
  const tagsOf = new Map([
    ["a", ["1.0", "latest"]],
    ["b", ["2.0"]],
  ]);
  const radius = blastRadius([tag("1.0", "a"), tag("latest", "a"), tag("2.0", "b", 5)], tagsOf);
  expect(radius).toEqual({ lost: { count: 2, size: 15 }, kept: [] });
});

test("a digest nobody knows any more counts as lost", () => {
  expect(blastRadius([tag("1.0", "gone")], new Map()).lost.count).toBe(1);
});
