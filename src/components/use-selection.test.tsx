import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { useSelection } from "./use-selection.ts";

interface Row {
  name: string;
  size: number;
}

const FIRST: Row[] = [
  { name: "a", size: 1 },
  { name: "b", size: 2 },
];
const SECOND: Row[] = [{ name: "c", size: 3 }];

const open = () =>
  renderHook(
    (rows: Row[] | undefined) => useSelection({ rows, nameOf: ({ name }) => name, keep: ({ size }) => size }),
    { initialProps: FIRST as Row[] | undefined },
  );

test("rows chosen on another page stay chosen, as they were then", () => {
  const { result, rerender } = open();
  act(() => result.current.choose(new Set(["a", "b"])));
  rerender(SECOND);
  act(() => result.current.choose(new Set(["a", "c"])));
  expect([...result.current.chosen]).toEqual([
    ["a", 1],
    ["c", 3],
  ]);
});

test("a name that is on no page seen is not taken", () => {
  const { result, rerender } = open();
  rerender(undefined);
  act(() => result.current.choose(new Set(["a"])));
  expect(result.current.chosen.size).toBe(0);
});

test("deleted rows leave the selection, and are counted", () => {
  const { result } = open();
  act(() => result.current.choose(new Set(["a", "b"])));
  act(() => result.current.forget(["a"]));
  expect([...result.current.chosen.keys()]).toEqual(["b"]);
  expect(result.current.gone).toBe(1);
});
