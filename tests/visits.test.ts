/** Of the states the browser looks at, what it visits every day (e2e/states/visits.ts). */
import { expect, test } from "vitest";
import { GROUPS, type Group } from "../e2e/states/all.ts";
import { contentIn } from "../e2e/states/content.ts";
import { hasStates, statesIn, VISITS } from "../e2e/states/visits.ts";
import { textsIn } from "../e2e/support/texts.ts";

const world = { ...contentIn("/absent"), t: textsIn("en-US"), readable: "readable" };

const namesIn = (group: Group, visits = VISITS) =>
  visits.flatMap((visit) => statesIn(visit, group, world, false)).map(({ name }) => name);

test.each(GROUPS)("$name: each state is visited", (group) => {
  expect(new Set(namesIn(group))).toEqual(new Set(group.states(world).map(({ name }) => name)));
});

test.each(GROUPS.filter(({ differsByWidth }) => differsByWidth))("$name: in both widths", (group) => {
  for (const width of [1440, 390]) {
    const there = group.states(world).filter(({ only }) => only !== (width === 390 ? "wide" : "narrow"));
    const visited = namesIn(
      group,
      VISITS.filter((visit) => visit.width === width),
    );
    expect(new Set(visited)).toEqual(new Set(there.map(({ name }) => name)));
  }
});

test.each(GROUPS.filter(({ differsByWidth }) => differsByWidth))("$name: in both themes", (group) => {
  for (const theme of ["light", "dark"]) {
    const visited = namesIn(
      group,
      VISITS.filter((visit) => visit.theme === theme),
    );
    for (const { name, only } of group.states(world)) if (only === undefined) expect(visited).toContain(name);
  }
});

test("every two of language, width and theme meet", () => {
  for (const [one, other] of [
    ["locale", "width"],
    ["locale", "theme"],
    ["width", "theme"],
  ] as const)
    expect(new Set(VISITS.map((visit) => `${visit[one]} ${visit[other]}`)).size).toBe(4);
});

test.each(["administrator", "newcomer", "reader", "nobody"] as const)("%s: every visit is made", (viewer) => {
  const groups = GROUPS.filter((group) => group.viewer === viewer);
  for (const visit of VISITS) expect(groups.flatMap((group) => namesIn(group, [visit]))).not.toEqual([]);
});

test.each(GROUPS)("$name: some in each width, and in each theme", (group) => {
  for (const [what, value] of [
    ["width", 1440],
    ["width", 390],
    ["theme", "light"],
    ["theme", "dark"],
  ] as const) {
    const visits = VISITS.filter((visit) => visit[what] === value);
    expect(namesIn(group, visits)).not.toEqual([]);
  }
});

test.each(GROUPS)("$name: the visits that have states of it are those it has states in", (group) => {
  for (const visit of VISITS) expect(hasStates(visit, group, false)).toBe(namesIn(group, [visit]).length > 0);
});

test.each(GROUPS)("$name: what follows from a state is visited after it", (group) => {
  const all = group.states(world);
  for (const visit of VISITS) {
    const visited = statesIn(visit, group, world, false).map(({ name }) => name);
    for (const [nth, { name, path }] of all.entries()) {
      if (path !== undefined || !visited.includes(name)) continue;
      expect(visited[visited.indexOf(name) - 1]).toBe(all[nth - 1]?.name);
    }
  }
});
