import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderRoutes, setUpConsole } from "../../tests/support/console.tsx";
import { PERMISSION_LIST } from "../resources/permissions.ts";
import { Pagination } from "./Pagination.tsx";
import { useListParams } from "./use-list-params.ts";

setUpConsole();

function Page() {
  return (
    <main tabIndex={-1}>
      <Pagination list={useListParams(PERMISSION_LIST)} total={45} />
    </main>
  );
}

test("on the last page, where the link to the next one goes, the focus stays in the page", async () => {
  renderRoutes([{ path: "/", Component: Page }], "/");
  const next = () => screen.queryByRole("link", { name: "Next page" });
  next()?.focus();
  await userEvent.keyboard("{Enter}");
  expect(location.search).toBe("?page=2");
  expect(document.activeElement).toBe(next());
  await userEvent.keyboard("{Enter}");
  expect(location.search).toBe("?page=3");
  expect(next()).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("main"));
});
