import { useEffect, useLayoutEffect, useReducer, useRef } from "react";

/** Indexes; `end` is the first one after it. */
export interface Range {
  start: number;
  end: number;
}

/** Windows full of rows drawn in one frame: while they move, as many as keep up with eyes; else as a click can wait for. */
const SHARE = { moving: 1 / 6, still: 3 / 4 };

export const NOTHING: Range = { start: 0, end: 0 };

/** From the last move until the window stands still, in ms. */
const STILL_AFTER = 100;

/** The shortest frame there is, in ms: of a screen with 120 of them a second. */
const FRAME = 8;

/**
 * What to draw of the rows wanted: more of them in each frame, those in view first. So a scroll never waits for rows,
 * however slow the machine; they follow it. A row that passes the window in less than six frames cannot be read, and
 * from a move that fast on nothing is drawn until the window moves slower, or stands still.
 */
export function useGradualRange(inView: Range, wanted: Range): Range {
  const [, drawMore] = useReducer((count: number) => count + 1, 0);
  const drawn = useRef(NOTHING);
  const place = useRef(0);
  const lastMove = useRef(-STILL_AFTER);
  const lastDraw = useRef(-FRAME);
  const hurried = useRef(false);

  const now = performance.now();
  const distance = Math.abs(inView.start - place.current);
  const readable = Math.ceil(size(inView) * SHARE.moving);
  const still = distance === 0 && now - lastMove.current >= STILL_AFTER;
  const hurries = distance > 0 ? distance > readable : hurried.current && !still;
  const count = still ? Math.ceil(size(inView) * SHARE.still) : readable;
  const next =
    hurries || now - lastDraw.current < FRAME
      ? keep(drawn.current, wanted)
      : grow(overlap(drawn.current, wanted), inView, wanted, count);

  useLayoutEffect(() => {
    if (distance > 0) lastMove.current = now;
    if (next !== drawn.current) lastDraw.current = now;
    place.current = inView.start;
    drawn.current = next;
    hurried.current = hurries;
  });

  useEffect(() => {
    if (next.start === wanted.start && next.end === wanted.end) return;
    let frame = requestAnimationFrame(function draw(time) {
      const rest = hurried.current ? STILL_AFTER : FRAME;
      if (time - lastMove.current >= rest && time - lastDraw.current >= FRAME) drawMore();
      else frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  });

  return next;
}

/** By so many rows, those in view before those around them. */
export function grow(range: Range, inView: Range, wanted: Range, count: number): Range {
  const from = size(range) > 0 ? range : { start: inView.start, end: inView.start };
  const visible = reach(from, inView, count);
  return reach(visible, wanted, count - (size(visible) - size(from)));
}

/** Downwards first. */
function reach({ start, end }: Range, to: Range, count: number): Range {
  const below = Math.max(0, Math.min(count, to.end - end));
  const above = Math.max(0, Math.min(count - below, start - to.start));
  return { start: start - above, end: end + below };
}

/** In a hurry rows go all together, when the last of them is behind: each change costs the scroll a frame. */
function keep(drawn: Range, wanted: Range): Range {
  return size(overlap(drawn, wanted)) > 0 ? drawn : NOTHING;
}

function overlap(a: Range, b: Range): Range {
  return { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
}

function size({ start, end }: Range): number {
  return Math.max(0, end - start);
}
