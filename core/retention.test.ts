import fc from "fast-check";
import { expect, test } from "vitest";
import { decide, type RetainedTag, type RetentionRule } from "./retention.ts";

const NOW = new Date("2026-03-31T00:00:00.000Z");

const tag = (name: string, daysAgo: number): RetainedTag => ({
  name,
  pushedAt: new Date(NOW.getTime() - daysAgo * 86_400_000).toISOString(),
});

function kept(rule: Partial<RetentionRule>, tags: RetainedTag[]): string[] {
  const result = decide(
    { keep: { number: 1 }, protectedTags: [], protectedPatterns: [], ...rule },
    tags,
    NOW,
  );
  if (!("decisions" in result)) throw new Error("a pattern was not read");
  return result.decisions.filter((decision) => decision.kept).map(({ name }) => name);
}

test("the example of the user guide: one of those the pattern does not protect stays", () => {
  const tags = [tag("v2.0.0", 0), tag("v1.0.0", 1), tag("v2", 2), tag("v1", 3)];
  expect(kept({ protectedPatterns: ["^v2.*"] }, tags)).toEqual(["v2.0.0", "v1.0.0", "v2"]);
});

test("so many unprotected tags stay, however many are protected", () => {
  const tags = Array.from({ length: 12 }, (_, index) => tag(`t${index}`, index));
  const newest = tags.slice(0, 10).map(({ name }) => name);
  expect(kept({ protectedPatterns: [newest.join("|")] }, tags)).toEqual([...newest, "t10"]);
});

test("a tag as old as the rule's days stays, one a millisecond older goes", () => {
  const [, millisecond] = [tag("a", 30), new Date(NOW.getTime() - 30 * 86_400_000 - 1).toISOString()];
  expect(kept({ keep: { days: 30 } }, [tag("a", 30), { name: "b", pushedAt: millisecond }])).toEqual(["a"]);
});

test("each decision says why", () => {
  const rule: RetentionRule = { keep: { number: 1 }, protectedTags: ["a"], protectedPatterns: ["x", "b|c"] };
  expect(decide(rule, [tag("a", 0), tag("b", 1), tag("d", 3), tag("e", 2)], NOW)).toEqual({
    decisions: [
      { name: "a", kept: true, by: "tag" },
      { name: "b", kept: true, by: "pattern", pattern: "b|c" },
      { name: "d", kept: false, by: "number", rank: 2 },
      { name: "e", kept: true, by: "number", rank: 1 },
    ],
  });
});

test("a rule with a pattern that is none decides nothing", () => {
  const rule: RetentionRule = { keep: { number: 1 }, protectedTags: [], protectedPatterns: ["ok", "["] };
  expect(decide(rule, [tag("a", 0)], NOW)).toEqual({ badPatterns: [{ pattern: "[", problem: "not_re2" }] });
});

const names = fc.constantFrom("a", "b", "c", "v1", "v1.1", "v2", "latest", "dev-1", "dev-2");
const someTags = fc.uniqueArray(fc.record({ name: names, daysAgo: fc.integer({ min: 0, max: 8 }) }), {
  selector: ({ name }) => name,
});
const someRule = fc.record({
  keep: fc.oneof(
    fc.record({ days: fc.integer({ min: 1, max: 8 }) }),
    fc.record({ number: fc.integer({ min: 1, max: 9 }) }),
  ),
  protectedTags: fc.array(names, { maxLength: 3 }),
  protectedPatterns: fc.array(fc.constantFrom("v.*", "dev-[0-9]", "a|b"), { maxLength: 2 }),
});

/** The same in other words, with JavaScript's own expressions. */
function naive(rule: RetentionRule, tags: RetainedTag[]): string[] {
  const isProtected = ({ name }: RetainedTag) =>
    rule.protectedTags.includes(name) ||
    rule.protectedPatterns.some((it) => new RegExp(`^(?:${it})$`).test(name));
  const stays = (one: RetainedTag) => {
    const { keep } = rule;
    if (isProtected(one)) return true;
    if ("days" in keep) return Date.parse(one.pushedAt) >= NOW.getTime() - keep.days * 86_400_000;
    const newer = tags.filter(
      (other) =>
        !isProtected(other) &&
        (other.pushedAt > one.pushedAt || (other.pushedAt === one.pushedAt && other.name < one.name)),
    );
    return newer.length < keep.number;
  };
  return tags.filter(stays).map(({ name }) => name);
}

test("any rule over any tags keeps what a naive reading keeps", () => {
  fc.assert(
    fc.property(someRule, someTags, (rule, drawn) => {
      const tags = drawn.map(({ name, daysAgo }) => tag(name, daysAgo));
      const stayed = kept(rule, tags);
      expect(stayed).toEqual(naive(rule, tags));
      expect(kept(rule, [...tags].reverse()).sort()).toEqual([...stayed].sort());
    }),
    { numRuns: 1000 },
  );
});
