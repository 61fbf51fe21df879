/** What a person chooses of a share, and how the wire has it. */
import { endOfShare, FOREVER, isDeadline, isShareOver, SHARE_DESCRIPTION_MAX } from "../../../core/shares.ts";

export interface Terms {
  /**
   * The last day on which it counts, in UTC: `2026-03-31`. Empty while none is chosen; some browsers let people type
   * years of more digits.
   */
  day: string;
  forever: boolean;
  description: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days of a new share, unless the person chooses others: long enough to be of use, and nothing that is forgotten for ever. */
const USUAL_DAYS = 30;

/** A day of UTC, so many after `now`, in milliseconds. */
export const dayAfter = (now: number, days: number) =>
  new Date(now + days * DAY_MS).toISOString().slice(0, 10);

export const newTerms = (now: number): Terms => ({
  day: dayAfter(now, USUAL_DAYS),
  forever: false,
  description: "",
});

/** The terms of a share that is there. */
export function termsOf(share: { deadline: string; description: string }): Terms {
  const forever = share.deadline === FOREVER;
  return { day: forever ? "" : share.deadline.slice(0, 10), forever, description: share.description };
}

/** As core/shares.ts has it; undefined where no day is chosen that it takes. */
export function deadlineOf({ day, forever }: Pick<Terms, "day" | "forever">): string | undefined {
  if (forever) return FOREVER;
  const deadline = `${day}T00:00:00Z`;
  return isDeadline(deadline) ? deadline : undefined;
}

/** `now` is in milliseconds. */
export function deadlineProblem(
  terms: Pick<Terms, "day" | "forever">,
  now: number,
): "empty" | "past" | undefined {
  const deadline = deadlineOf(terms);
  if (deadline === undefined) return "empty";
  return isShareOver(endOfShare(deadline), new Date(now)) ? "past" : undefined;
}

export const descriptionExcess = (description: string) => description.length - SHARE_DESCRIPTION_MAX;

/** Whether the service would take them. */
export const areComplete = (terms: Terms, now: number) =>
  deadlineProblem(terms, now) === undefined && descriptionExcess(terms.description) <= 0;
