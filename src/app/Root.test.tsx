import { useQuery } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Link } from "react-router-dom";
import { expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../tests/support/console.tsx";
import { createDemoService } from "../../tests/support/demo-service.ts";
import { queryClient } from "../api/query-client.ts";
import { sessionQuery } from "../resources/session.ts";
import { Root } from "./Root.tsx";

setUpConsole();

const Work = () => <p>Work in hand: {useQuery(sessionQuery).status}</p>;

test("the page stays where asking for the session again fails", async () => {
  serve(await createDemoService());
  renderRoutes([{ path: "/", Component: Root, children: [{ index: true, Component: Work }] }], "/");
  const work = await screen.findByText("Work in hand: success");
  // A failure that is not retried.
  serve(async () => Response.json({}, { status: 400 }));
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  expect(await screen.findByText("Work in hand: error")).toBe(work);
});

test("a link that goes with its page leaves the focus to the next one", async () => {
  serve(await createDemoService());
  const children = [
    { path: "/", element: <Link to="/next">Go on</Link> },
    { path: "/next", element: <p>The next page</p> },
  ];
  renderRoutes([{ Component: Root, children }], "/");
  const link = await screen.findByRole("link", { name: "Go on" });
  expect(document.activeElement).toBe(document.body);
  link.focus();
  await userEvent.keyboard("{Enter}");
  await screen.findByText("The next page");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("main")));
});
