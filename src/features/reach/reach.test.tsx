/** Who can pull, and what a user reaches, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test } from "vitest";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { HOSTILE_STRINGS } from "../../../tests/support/hostile-strings.ts";
import { imageRoutes } from "../../image-routes.tsx";
import { Component as OrganizationReach } from "./OrganizationReach.tsx";
import { Component as UserReach } from "./UserReachPage.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeAll(async () => {
  service = await createDemoService();
});

function open(path: string, answer: typeof service = service) {
  serve(answer);
  return renderRoutes(
    [
      ...imageRoutes,
      { path: "/organizations/:organization/reach", Component: OrganizationReach },
      { path: "/users/:user/reach", Component: UserReach },
    ],
    path,
  );
}

const table = (name: string) => screen.findByRole("table", { name });

/** Name, level and sources of each row, as they are read. */
async function rows(name: string): Promise<string[][]> {
  const found = within(await table(name));
  const headers = await found.findAllByRole("rowheader");
  return headers.map((header) =>
    [...(header.closest("tr")?.children ?? [])].map(
      (cell) => cell.textContent?.replaceAll(/\s+/g, " ") ?? "",
    ),
  );
}

test("an image's tab tells each user and account, by which right and until when", async () => {
  open("/images/payments/checkout-api/reach");
  const all = await rows("Who can pull");
  const row = (name: string) => all.find(([first]) => first?.startsWith(name))?.join(" | ");
  expect(row("daniel.novak")).toContain("Edit | Granted on the organization: Edit");
  expect(row("admin")).toContain("Administrator of the account: Manage");
  expect(row("northwind")).toMatch(/Other account.*Read \| Shared: Read, until /);
});

test("an organization's tab also has who reaches but single images, and what is public", async () => {
  open("/organizations/storefront/reach");
  const all = await rows("Who can pull");
  expect(all.find(([name]) => name?.startsWith("daniel.novak"))?.join()).toContain(
    "Granted on the image: Read (1 image)",
  );
  expect(await screen.findByText(/public: anyone can pull/)).toBeTruthy();
});

test("is searched by name, in the address", async () => {
  const router = open("/images/payments/checkout-api/reach");
  await rows("Who can pull");
  await userEvent.type(screen.getByRole("searchbox", { name: "Filter by name" }), "nobody-like-that");
  expect(await screen.findByRole("heading", { name: "Nothing matches" })).toBeTruthy();
  expect(router.state.location.search).toBe("?who=nobody-like-that");
  await userEvent.clear(screen.getByRole("searchbox", { name: "Filter by name" }));
  await waitFor(async () => expect((await rows("Who can pull")).length).toBeGreaterThan(2));
});

test.each([
  ["image", "/images/payments/checkout-api/reach", "4037018"],
  ["organization", "/organizations/payments/reach", "4037017"],
])("whoever does not manage the %s reads what it takes", async (kind, path, code) => {
  open(path, async (request) =>
    request.url.includes("/api/reach/")
      ? Response.json({ error_code: `SVCSTG.SWR.${code}` }, { status: 403 })
      : service(request),
  );
  expect(await screen.findByText(`That takes permission to manage this ${kind}.`)).toBeTruthy();
});

async function idOf(name: string): Promise<string> {
  const answer = await service(new Request(`${ORIGIN}/api/iam/v3/users`));
  const { users } = (await answer.json()) as { users: { id: string; name: string }[] };
  return users.find((user) => user.name === name)?.id ?? "";
}

test("a user's page lists organizations, single images, and images shared by others, as links", async () => {
  open(`/users/${await idOf("daniel.novak")}/reach`);
  expect(await screen.findByRole("heading", { name: /Within reach of daniel\.novak/ })).toBeTruthy();
  const all = (await rows("Within reach")).map((cells) => cells.join(" | "));
  expect(all.find((row) => row.startsWith("payments/ledger"))).toContain("Granted on the image: Manage");
  expect(all.find((row) => /^payments\s*Whole organization/.test(row))).toContain("Edit");
  expect(all.find((row) => row.startsWith("northwind-maps/tiles"))).toContain("Of account northwind");
  const link = screen.getByRole<HTMLAnchorElement>("link", { name: "payments/ledger" });
  expect(link.getAttribute("href")).toBe("/images/payments/ledger/tags");
});

test("a disabled user's is warned of, an unknown user's is said", async () => {
  open(`/users/${await idOf("auditor")}/reach`);
  expect(await screen.findByText(/This user is disabled/)).toBeTruthy();
  open("/users/nobody/reach");
  expect(await screen.findByText(/The account has no such user/)).toBeTruthy();
});

test("hostile names are text", async () => {
  const who = HOSTILE_STRINGS.map((name, at) => ({
    kind: at % 2 ? "account" : "user",
    id: String(at),
    name,
    rights: [{ through: "share", level: 1, until: null, images: null }],
  }));
  open("/organizations/payments/reach", async (request) =>
    request.url.includes("/api/reach/")
      ? Response.json({ who, total: who.length, public_images: 0 })
      : service(request),
  );
  expect(await rows("Who can pull")).toHaveLength(HOSTILE_STRINGS.length);
  expect(document.querySelector("main img, main script, bdi *")).toBeNull();
});
