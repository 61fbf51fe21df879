import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { grow, type Range, useGradualRange } from "./use-gradual-range.ts";

const range = (start: number, end: number): Range => ({ start, end });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "requestAnimationFrame", "cancelAnimationFrame"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A window of 12 rows in a list of 1000, with 6 rows around it. */
function windowAt(start: number) {
  return { inView: range(start, start + 12), wanted: range(Math.max(0, start - 6), start + 18) };
}

function show() {
  const hook = renderHook(({ inView, wanted }) => useGradualRange(inView, wanted), {
    initialProps: windowAt(0),
  });
  const frame = () => act(() => vi.advanceTimersToNextFrame());
  return {
    drawn: () => hook.result.current,
    frame,
    /** A scroll: its frame begins, and the window moves in it. */
    moveTo(start: number) {
      vi.advanceTimersByTime(16);
      hook.rerender(windowAt(start));
    },
    rest() {
      for (let frames = 0; frames < 30; frames++) frame();
    },
  };
}

test("what is in view comes first, downwards, and what is around it next", () => {
  expect(grow(range(0, 0), range(10, 16), range(4, 22), 4)).toEqual(range(10, 14));
  expect(grow(range(10, 14), range(10, 16), range(4, 22), 4)).toEqual(range(10, 18));
  expect(grow(range(12, 16), range(10, 16), range(4, 22), 4)).toEqual(range(10, 18));
  expect(grow(range(10, 22), range(10, 16), range(4, 22), 4)).toEqual(range(6, 22));
  expect(grow(range(4, 22), range(10, 16), range(4, 22), 4)).toEqual(range(4, 22));
});

test("a list appears in two frames: most of a window, and what is left of it with what is around it", () => {
  const { drawn, frame } = show();
  expect(drawn()).toEqual(range(0, 9));
  frame();
  expect(drawn()).toEqual(range(0, 18));
  frame();
  expect(drawn()).toEqual(range(0, 18));
});

test("a scroll that can be read draws the rows that come in, and leaves those far behind", () => {
  const { drawn, rest, moveTo } = show();
  rest();
  for (let start = 2; start <= 20; start += 2) moveTo(start);
  expect(drawn()).toEqual(range(14, 38));
});

test("a scroll too fast to read draws nothing until it rests, then what it ended at", () => {
  const { drawn, frame, rest, moveTo } = show();
  rest();
  moveTo(10);
  expect(drawn()).toEqual(range(0, 18));
  for (let start = 100; start <= 500; start += 100) {
    moveTo(start);
    expect(drawn()).toEqual(range(0, 0));
  }
  for (let frames = 0; frames < 5; frames++) frame();
  expect(drawn()).toEqual(range(0, 0));
  frame();
  frame();
  expect(drawn()).toEqual(range(500, 509));
  rest();
  expect(drawn()).toEqual(range(494, 518));
});

test("a scroll that slows down is followed again", () => {
  const { drawn, rest, moveTo } = show();
  rest();
  moveTo(100);
  moveTo(102);
  expect(drawn()).toEqual(range(102, 104));
});
