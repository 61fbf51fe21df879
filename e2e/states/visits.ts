/**
 * The visits of the states. An everyday run makes each state in one of the visits, or in two if it differs by width, so
 * that every pair of language, width and theme occurs.
 */
import { GROUPS, type Group } from "./all.ts";
import type { State, World } from "./state.ts";

/** A visit: one language and one width. */
export interface Visit {
  locale: "zh-CN" | "en-US";
  width: 1440 | 390;
  /** The one of an everyday run. */
  theme: "light" | "dark";
}

/** Two pairs, whose visits differ in width and theme. */
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

/**
 * Whether the visit has states of the group. Those of the administrator take turns, as in each visit the first page takes
 * longer than the next ones; each other viewer has few.
 */
export function hasStates(visit: Visit, group: Group, all: boolean): boolean {
  if (all || group.differsByWidth || group.viewer !== "administrator") return true;
  return pairOf(visit) === GROUPS.indexOf(group) % 2;
}

/** States take turns: each goes to one visit of its group, or to both of a pair. */
function isOfTheDay(visit: Visit, group: Group, chain: number): boolean {
  if (group.differsByWidth) return pairOf(visit) === chain % 2;
  const visits = VISITS.filter((visit) => hasStates(visit, group, false));
  return visits.indexOf(visit) === chain % visits.length;
}

const pairOf = (visit: Visit) => Math.floor(VISITS.indexOf(visit) / 2);
