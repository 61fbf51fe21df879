/**
 * The visits of the states. An everyday run makes each state in one of the visits, or in two if it differs by width, so
 * that every pair of language, width and theme occurs.
 */
import type { Group } from "./all.ts";
import type { State, World } from "./state.ts";

/** A visit: one language and one width. */
export interface Visit {
  locale: "zh-CN" | "en-US";
  width: 1440 | 390;
  /** The one of an everyday run. */
  theme: "light" | "dark";
}

/** The first two differ in width and theme, and the last two. */
export const VISITS: readonly Visit[] = [
  { locale: "zh-CN", width: 1440, theme: "light" },
  { locale: "zh-CN", width: 390, theme: "dark" },
  { locale: "en-US", width: 390, theme: "light" },
  { locale: "en-US", width: 1440, theme: "dark" },
];

/** The states of the group to visit: all that exist at this width, or those of an everyday run. */
export function statesIn(visit: Visit, group: Group, world: World, all: boolean): State[] {
  const here = visit.width < 768 ? "narrow" : "wide";
  // A state without a path of its own follows from the one before, and goes where that one goes.
  let chain = -1;
  return group.states(world).filter(({ path, only }) => {
    if (path !== undefined) chain++;
    return (all || isOfTheDay(visit, group, chain)) && (only === undefined || only === here);
  });
}

/** States take turns: each goes to one visit, or to two that differ in width and theme. */
function isOfTheDay(visit: Visit, { differsByWidth }: Group, chain: number): boolean {
  const nth = VISITS.indexOf(visit);
  return differsByWidth ? Math.floor(nth / 2) === chain % 2 : nth === chain % VISITS.length;
}
