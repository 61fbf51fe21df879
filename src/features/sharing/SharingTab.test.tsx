/** 「共享」 of an image, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../../tests/support/console.tsx";
import { createDemoService } from "../../../tests/support/demo-service.ts";
import { HOSTILE_STRINGS } from "../../../tests/support/hostile-strings.ts";
// Their code is here before a test waits for them.
import "../../components/sharing/EditShareForm.tsx";
import "../../components/sharing/RevokeSharesDialog.tsx";
import "../../components/sharing/ShareForm.tsx";
import { dayAfter } from "../../components/sharing/terms.ts";
import { imageRoutes } from "../../image-routes.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeEach(async () => {
  service = await createDemoService();
});

const PATH = "/images/payments/ledger/sharing";
const SHARES = `${ORIGIN}/api/swr/v2/manage/namespaces/payments/repositories/ledger/access-domains`;

function open(path = PATH, answer: typeof service = service) {
  serve(answer);
  return renderRoutes(imageRoutes, path);
}

const drawer = async () => within(await screen.findByRole("dialog", { name: "Share image" }));

async function share(...accounts: string[]) {
  const form = await drawer();
  const field = form.getByRole("textbox", { name: "Share with" });
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(accounts.join("\n"));
  await userEvent.click(form.getByRole("button", { name: /Share$/ }));
}

const rows = async () =>
  (await within(await screen.findByRole("table", { name: "Sharing" })).findAllByRole("rowheader")).map(
    (cell) => cell.textContent,
  );

test("an image is shared, its share changed, and revoked", async () => {
  const router = open(`${PATH}?dialog=share`);
  const form = await drawer();
  expect(form.getByText(/^Ends .* your time, .* 00:00 UTC$/)).toBeTruthy();
  await userEvent.type(form.getByRole("textbox", { name: "Description" }), "for the pilot");
  await share("northwind");
  await waitFor(() => expect(router.state.location.search).toBe(""));
  expect(await rows()).toEqual(["northwind"]);
  expect(screen.getByRole("row", { name: /northwind/ }).textContent).toContain("for the pilot");

  await userEvent.click(screen.getByRole("button", { name: "Edit the share with northwind" }));
  await userEvent.click(await screen.findByRole("checkbox", { name: "For ever" }));
  await userEvent.click(screen.getByRole("button", { name: "Save changes" }));
  await waitFor(() =>
    expect(screen.getByRole("row", { name: /northwind/ }).textContent).toContain("For ever"),
  );

  await userEvent.click(screen.getByRole("button", { name: "Revoke the share with northwind" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByRole("listitem").textContent).toBe("northwindpayments/ledger");
  await userEvent.click(dialog.getByRole("button", { name: "Revoke share" }));
  expect(await screen.findByRole("heading", { name: "Not shared yet" })).toBeTruthy();
  expect(screen.getByText("1 share revoked").getAttribute("role")).toBe("status");
});

test("sharing with several accounts shows each outcome; a wrong name stays in the form, and the others are not sent again", async () => {
  const sent: string[] = [];
  open(`${PATH}?dialog=share`, async (request) => {
    if (request.method === "POST") sent.push((await request.clone().json()).access_domain);
    return service(request);
  });
  expect((await drawer()).getByText(/Wrong ones are counted/)).toBeTruthy();
  await share("northwind", "nobody-there");
  const outcomes = await screen.findByRole("list", { name: "Outcome of each" });
  await waitFor(() => expect(outcomes.textContent).toContain("northwindDone"));
  expect(outcomes.textContent).toContain("nobody-thereThere is no such account to share with");
  await userEvent.click(screen.getAllByRole("button", { name: "Close" }).at(-1) as HTMLElement);
  const field = (await drawer()).getByRole<HTMLTextAreaElement>("textbox", { name: "Share with" });
  await waitFor(() => expect(field.value).toBe("nobody-there"));
  sent.length = 0;
  await share("northwind", "contoso");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent).toEqual(["contoso"]);
  expect(await rows()).toEqual(["northwind", "contoso"]);
});

test("an account that has a share already is told that its terms stay, and of several is no failure", async () => {
  const body = JSON.stringify({
    access_domain: "northwind",
    permit: "read",
    deadline: "forever",
    description: "",
  });
  const headers = { "Content-Type": "application/json" };
  expect((await service(new Request(SHARES, { method: "POST", headers, body }))).status).toBe(201);
  open(`${PATH}?dialog=share`);
  await share("northwind");
  expect(await screen.findByText("Shared already; its deadline and description stay")).toBeTruthy();
  await share("contoso", "northwind");
  const outcomes = await screen.findByRole("list", { name: "Outcome of each" });
  await waitFor(() =>
    expect(Array.from(outcomes.children, ({ textContent }) => textContent)).toEqual([
      "northwindShared already; its deadline and description stay",
      "contosoDone",
    ]),
  );
  expect(outcomes.firstElementChild?.getAttribute("data-state")).toBe("unchanged");
  expect(screen.getByText("1 done, 1 unchanged, 0 failed, 0 not begun")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Retry/ })).toBeNull();
  await userEvent.click(screen.getAllByRole("button", { name: "Close" }).at(-1) as HTMLElement);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(await rows()).toEqual(["northwind", "contoso"]);
});

test("a wrong name alone is said at its field, and stays there", async () => {
  open(`${PATH}?dialog=share`);
  await share("nobody-there");
  const form = await drawer();
  expect(await form.findByText(/There is no such account to share with/)).toBeTruthy();
  const field = form.getByRole<HTMLTextAreaElement>("textbox", { name: "Share with" });
  expect(field.value).toBe("nobody-there");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await userEvent.type(field, "x");
  expect(form.queryByText(/There is no such account/)).toBeNull();
});

test("mistakes that the service would refuse or count are shown before it is asked", async () => {
  let asked = false;
  open(`${PATH}?dialog=share`, async (request) => {
    asked ||= request.method === "POST";
    return service(request);
  });
  await share("demo");
  expect(await screen.findByText("demo is the image's own account and needs no share")).toBeTruthy();
  const form = await drawer();
  const day = form.getByLabelText("Deadline");
  expect(day.getAttribute("min")).toBe(dayAfter(Date.now(), 0));
  await userEvent.clear(day);
  await share("northwind");
  expect(form.getByText("Choose a deadline")).toBeTruthy();
  expect(asked).toBe(false);
});

test("a share that has ended stays, and says so", async () => {
  serve(service);
  const ended = { ...SHARE, access_domain: "northwind", deadline: "2026-01-31T00:00:00Z", status: false };
  open(PATH, async (request) => (request.url === SHARES ? Response.json([ended]) : service(request)));
  expect(await rows()).toEqual(["northwind"]);
  expect(screen.getByText("Expired")).toBeTruthy();
});

test("an expired share is edited without an error before the person has done anything", async () => {
  const ended = { ...SHARE, access_domain: "northwind", deadline: "2026-01-31T00:00:00Z", status: false };
  open(PATH, async (request) => (request.url === SHARES ? Response.json([ended]) : service(request)));
  await userEvent.click(await screen.findByRole("button", { name: "Edit the share with northwind" }));
  const form = within(await screen.findByRole("dialog", { name: "Edit share" }));
  expect(form.getByText(/^This share has expired/)).toBeTruthy();
  expect(form.getByText(/^Ended .* 00:00 UTC$/)).toBeTruthy();
  const day = form.getByLabelText<HTMLInputElement>("Deadline");
  expect([day.value, day.getAttribute("aria-invalid")]).toEqual(["2026-01-31", "false"]);
  await userEvent.type(form.getByRole("textbox", { name: "Description" }), "again");
  expect(form.queryByText("This day is over")).toBeNull();
  await userEvent.click(form.getByRole("button", { name: "Save changes" }));
  expect(form.getByText("This day is over")).toBeTruthy();
  expect(day.getAttribute("aria-invalid")).toBe("true");
});

const SHARE = {
  namespace: "payments",
  repository: "ledger",
  permit: "read",
  deadline: "forever",
  description: "",
  creator_id: "1",
  creator_name: "admin",
  created: "2026-01-01T00:00:00Z",
  updated: "2026-01-01T00:00:00Z",
  status: true,
};

test("names and descriptions of others are text", async () => {
  const shares = HOSTILE_STRINGS.map((text, at) => ({
    ...SHARE,
    access_domain: `${at}${text}`,
    description: text,
    creator_name: text,
  }));
  open(PATH, async (request) => (request.url === SHARES ? Response.json(shares) : service(request)));
  expect(await rows()).toHaveLength(HOSTILE_STRINGS.length);
  expect(document.querySelector("main script, table img, table a[href^='javascript']")).toBeNull();
});

test("a public image says that shares have no effect, and is not shared", async () => {
  open("/images/base-images/debian/sharing");
  expect(await screen.findByText(/shares have no effect/)).toBeTruthy();
  const button = await screen.findByRole("button", {
    name: "Share image",
    description: "Anyone can pull a public image: it needs no share",
  });
  expect(button.getAttribute("aria-disabled")).toBe("true");
});

test("without the manage permission the shares are not asked for, and the page says why", async () => {
  let asked = false;
  open(PATH, async (request) => {
    asked ||= request.url === SHARES;
    const answer = await service(request);
    if (!request.url.endsWith("/access")) return answer;
    const access = await answer.json();
    return Response.json({ ...access, self_auth: { ...access.self_auth, auth: 3 } });
  });
  const reason = "Seeing and making shares takes the manage permission on this image";
  expect(
    await screen.findByRole("heading", { name: "You may not see who this image is shared with" }),
  ).toBeTruthy();
  const button = screen.getByRole("button", { name: "Share image", description: reason });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  expect(asked).toBe(false);
});
