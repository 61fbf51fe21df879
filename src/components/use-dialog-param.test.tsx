import { act, renderHook } from "@testing-library/react";
import { BrowserRouter } from "react-router-dom";
import { expect, test } from "vitest";
import { useDialogParam } from "./use-dialog-param.ts";

test("a dialog that closes late leaves open the one that came after it", () => {
  history.replaceState(null, "", "/?dialog=search&name=app");
  const { result } = renderHook(() => ({ search: useDialogParam("search"), help: useDialogParam("help") }), {
    wrapper: BrowserRouter,
  });
  expect(result.current.search.isOpen).toBe(true);
  const { search } = result.current;
  act(() => result.current.help.open());
  act(() => search.close());
  expect(result.current.help.isOpen).toBe(true);
  act(() => result.current.help.close());
  expect(location.search).toBe("?name=app");
});
