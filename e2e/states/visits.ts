/** Where the states are visited: every day each in a part of the visits, which together make every pair. */
import type { Group } from "./all.ts";
import type { State, World } from "./state.ts";

/** A language brings the names, a width what is there at all. In each visit both themes are looked at. */
export interface Visit {
  locale: "zh-CN" | "en-US";
  width: 1440 | 390;
}

/** The first two are opposite to each other, and the last two. */
export const VISITS: readonly Visit[] = [
  { locale: "zh-CN", width: 1440 },
  { locale: "en-US", width: 390 },
  { locale: "zh-CN", width: 390 },
  { locale: "en-US", width: 1440 },
];

/** Those of the group that are visited: all that there are at this width, or of them the day's. */
export function statesIn(visit: Visit, group: Group, world: World, all: boolean): State[] {
  const here = visit.width < 768 ? "narrow" : "wide";
  // A state without a path of its own follows from the one before, and goes where that one goes.
  let chain = -1;
  return group.states(world).filter(({ path, only }) => {
    if (path !== undefined) chain++;
    return (all || isOfTheDay(visit, group, chain)) && (only === undefined || only === here);
  });
}

/** They are dealt out in turn: to one visit each, or to two opposite ones. */
function isOfTheDay(visit: Visit, { differsByWidth }: Group, chain: number): boolean {
  const nth = VISITS.indexOf(visit);
  return differsByWidth ? Math.floor(nth / 2) === chain % 2 : nth === chain % VISITS.length;
}
