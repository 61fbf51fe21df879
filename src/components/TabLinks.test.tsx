import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router-dom";
import { afterEach, expect, test } from "vitest";
import { paths } from "../paths.ts";
import { TabLinks } from "./TabLinks.tsx";

afterEach(cleanup);

const tabs = [
  { path: paths.image("team", "group/app", "tags"), label: "Tags", nested: true },
  { path: paths.image("team", "group/app", "sharing"), label: "Sharing" },
];

test.each([
  ["/images/team/group%24app/sharing", "Sharing"],
  ["/images/team/group$app/sharing", "Sharing"],
  ["/images/team/group$app/tags/1.0/layers", "Tags"],
  ["/images/team/group%24app/tags", "Tags"],
  ["/images/team/group$app/tagsy", undefined],
  ["/images/team/group$app/sharing/more", undefined],
])("at %s the current tab is %s", (path, current) => {
  render(
    <MemoryRouter initialEntries={[path]}>
      <TabLinks label="Image" tabs={tabs} />
    </MemoryRouter>,
  );
  expect(screen.queryByRole("link", { current: "page" })?.textContent).toBe(current);
});
