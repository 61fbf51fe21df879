/** 「镜像版本」 in front of the service itself: payments/ledger has 3.4.0 … 3.4.7, and `latest`, which is 3.4.7. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { type GrantedLevel, LEVEL } from "../../../../core/permissions.ts";
import { renderRoutes, serve, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
import { onSessionEnded } from "../../../api/http.ts";
import { imageRoutes } from "../../../image-routes.tsx";

setUpConsole();

type Service = Awaited<ReturnType<typeof createDemoService>>;

let service: Service;
beforeEach(async () => {
  service = await createDemoService();
});

const LEDGER = "/images/payments/ledger/tags";

function open(path = LEDGER, answer: Service = service) {
  serve(answer);
  return renderRoutes(imageRoutes, path);
}

const table = () => screen.findByRole("table", { name: "Tags" });
const rows = async () =>
  (await within(await table()).findAllByRole("rowheader")).map((row) => row.querySelector("a")?.textContent);

async function choose(...names: string[]) {
  await table();
  for (const name of names) {
    await userEvent.click(await screen.findByRole("checkbox", { name: `Select ${name}` }));
  }
}

async function deleteChosen(...names: string[]) {
  await choose(...names);
  const bar = screen.getByRole("region", { name: /selected$/ });
  await userEvent.click(within(bar).getByRole("button", { name: "Delete" }));
  return within(await screen.findByRole("dialog", { name: /^Delete/ }));
}

const confirm = (name: string) =>
  userEvent.type(screen.getByRole("textbox", { name: `Type ${name} to confirm` }), `${name}{Enter}`);

const outcomeOf = (name: string) =>
  within(screen.getByRole("list", { name: "Outcome of each" }))
    .getAllByRole("listitem")
    .find((item) => item.querySelector("code")?.textContent === name)?.textContent;

/** Answers deletes of these tags in another way. */
const insteadOf = (names: string[], answer: () => Response) => async (request: Request) =>
  request.method === "DELETE" && names.some((name) => request.url.endsWith(`/tags/${name}`))
    ? answer()
    : service(request);

test("says for each tag what it runs on: an index by its manifest, others by their config", async () => {
  open();
  await waitFor(async () => expect(within(await table()).getAllByText("linux/amd64")).toHaveLength(9));
  open("/images/base-images/alpine/tags");
  const index = (await screen.findByRole("link", { name: "3.23" })).closest("tr");
  expect(index?.textContent).toContain("linux/amd64+1");
});

test("tags with the same config ask for it once", async () => {
  const asked: string[] = [];
  open(LEDGER, async (request) => {
    if (request.url.endsWith("/config")) asked.push(request.url);
    return service(request);
  });
  await waitFor(async () => expect(within(await table()).getAllByText("linux/amd64")).toHaveLength(9));
  expect(asked).toHaveLength(8);
});

test("filters by what the address says, and sorts into it", async () => {
  const router = open(`${LEDGER}?tag=3.4.&sort=tag&order=asc`);
  await waitFor(async () => expect((await rows())[0]).toBe("3.4.0"));
  expect(await rows()).not.toContain("latest");
  await userEvent.click(within(await table()).getByRole("button", { name: "Tag" }));
  await waitFor(() => expect(router.state.location.search).toContain("sort=tag&order=desc"));
});

test("before a tag is deleted its other names are listed; the content of a tag without any is lost", async () => {
  open();
  const dialog = await deleteChosen("latest", "3.4.0");
  const note = await dialog.findByText("The content of these stays, as other tags have it too:");
  expect(note.parentElement?.textContent).toContain("latest → 3.4.7");
  expect(note.parentElement?.textContent).toContain("The content loses its last tag");
});

test("when all names of a digest go, nothing of it stays", async () => {
  open();
  const dialog = await deleteChosen("latest", "3.4.7");
  expect(await dialog.findByText(/The content loses its last tag/)).toBeTruthy();
  expect(dialog.queryByText(/stays/)).toBeNull();
});

test("with an index its platforms go", async () => {
  open("/images/base-images/alpine/tags");
  const dialog = await deleteChosen("3.21");
  const [line] = await dialog.findAllByRole("listitem");
  expect(line?.textContent).toMatch(/^3\.21 · .*\sMB · linux\/amd64, linux\/arm64$/);
});

test("deletes many, and closes where all went well", async () => {
  open();
  await deleteChosen("3.4.0", "3.4.1", "3.4.2");
  await confirm("ledger");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(screen.getByText("3 tags deleted").getAttribute("role")).toBe("status");
  expect(await rows()).not.toContain("3.4.1");
  expect(screen.queryByRole("region", { name: /selected$/ })).toBeNull();
});

test("half a success says of each tag what became of it, and only the failed ones are tried again", async () => {
  let refused = true;
  const asked: string[] = [];
  open(LEDGER, async (request) => {
    if (request.method !== "DELETE") return service(request);
    asked.push(request.url.slice(request.url.lastIndexOf("/") + 1));
    return refused && request.url.endsWith("3.4.1")
      ? Response.json({ error_code: "SVCSTG.SWR.5001101", request_id: "request-5" }, { status: 500 })
      : service(request);
  });
  await deleteChosen("3.4.0", "3.4.1", "3.4.2");
  await confirm("ledger");
  await screen.findByText("2 done, 1 failed, 0 not begun");
  expect(outcomeOf("3.4.1")).toBe("3.4.1The service failed; try again in a momentRequest request-5");
  expect(outcomeOf("3.4.0")).toBe("3.4.0Done");
  // What failed stays chosen.
  expect(screen.getByText("1 tag selected")).toBeTruthy();

  refused = false;
  asked.length = 0;
  await userEvent.click(screen.getByRole("button", { name: "Retry 1 failed" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(asked).toEqual(["3.4.1"]);
});

test("stopped, it begins no further tag, and can go on", async () => {
  const gate = Promise.withResolvers<void>();
  open(LEDGER, async (request) => {
    if (request.method === "DELETE") await gate.promise;
    return service(request);
  });
  await deleteChosen("3.4.0", "3.4.1", "3.4.2", "3.4.3", "3.4.4", "3.4.5");
  await confirm("ledger");
  await userEvent.click(await screen.findByRole("button", { name: "Stop" }));
  gate.resolve();
  await screen.findByText("4 done, 0 failed, 2 not begun");
  expect(outcomeOf("3.4.5")).toBe("3.4.5Not begun");
  await userEvent.click(screen.getByRole("button", { name: "Go on with the remaining 2" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await waitFor(async () => expect(await rows()).toEqual(["latest", "3.4.7", "3.4.6"]));
});

test("a session that ends in the middle loses nothing: after signing in again the rest is deleted", async () => {
  let ended = true;
  const signedIn = Promise.withResolvers<void>();
  let asked = 0;
  onSessionEnded(() => {
    asked += 1;
    return signedIn.promise;
  });
  const end = insteadOf(["3.4.2", "3.4.3"], () => Response.json({}, { status: 401 }));
  open(LEDGER, (request) => (ended ? end(request) : service(request)));
  await deleteChosen("3.4.0", "3.4.1", "3.4.2", "3.4.3", "3.4.4");
  await confirm("ledger");
  await waitFor(() => expect(asked).toBe(2));
  expect(outcomeOf("3.4.2")).toBe("3.4.2Under way…");
  ended = false;
  signedIn.resolve();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(await rows()).toEqual(["latest", "3.4.7", "3.4.6", "3.4.5"]);
});

test("a tag that somebody else deleted meanwhile is gone, as was asked for", async () => {
  open(
    LEDGER,
    insteadOf(["3.4.0"], () => Response.json({ error_code: "SVCSTG.SWR.4040048" }, { status: 404 })),
  );
  await deleteChosen("3.4.0", "3.4.1");
  await confirm("ledger");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a single tag is confirmed by its own name; a failure keeps the dialog with what was typed", async () => {
  open(
    LEDGER,
    insteadOf(["3.4.0"], () => Response.json({ request_id: "request-6" }, { status: 500 })),
  );
  await table();
  await userEvent.click(await screen.findByRole("button", { name: "More actions for 3.4.0" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Delete" }));
  await confirm("3.4.0");
  expect((await screen.findByRole("alert")).textContent).toContain("request-6");
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: /to confirm$/ }).value).toBe("3.4.0");
});

/** Answers as the service does for a person with this level on the image. */
const withLevel = (auth: GrantedLevel) => async (request: Request) => {
  const answer = await service(request);
  if (!request.url.endsWith("/access")) return answer;
  const access = await answer.json();
  return Response.json({ ...access, self_auth: { ...access.self_auth, auth } });
};

test("without the manage permission deleting stays visible, and says why it is refused", async () => {
  open(LEDGER, withLevel(LEVEL.edit));
  await choose("3.4.0");
  const bar = within(screen.getByRole("region", { name: "1 tag selected" }));
  const button = bar.getByRole("button", { name: "Delete" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  expect(button.title).toContain("manage permission");
  await userEvent.click(button);
  expect(screen.queryByRole("dialog")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "More actions for 3.4.1" }));
  const item = await screen.findByRole("menuitem", { name: /^Delete/ });
  expect(item.getAttribute("aria-disabled")).toBe("true");
  expect(item.textContent).toContain("manage permission");
});

const withoutTags = (auth: GrantedLevel) => async (request: Request) =>
  new URL(request.url).pathname.endsWith("/tags")
    ? Response.json([], { headers: { "Content-Range": "0-0/0" } })
    : withLevel(auth)(request);

test("an image without tags shows who may push how to push one", async () => {
  open(LEDGER, withoutTags(LEVEL.edit));
  expect(await screen.findByRole("button", { name: "Copy push command" })).toBeTruthy();
});

test("an image without tags shows others what pushing one takes", async () => {
  open(LEDGER, withoutTags(LEVEL.read));
  expect(await screen.findByText(/Pushing one takes the edit permission/)).toBeTruthy();
  const edit = screen.getByRole("button", { name: "Edit" });
  await waitFor(() => expect(edit.getAttribute("aria-disabled")).toBe("true"));
  expect(screen.queryByRole("button", { name: "Copy push command" })).toBeNull();
});

test("content without a tag says how much it is and when it goes; the dialog says when more will", async () => {
  open();
  const dialog = await deleteChosen("3.4.0");
  expect(await dialog.findByText(/within 7 days is then removed/)).toBeTruthy();
  expect(screen.queryByText(/no tag holds/)).toBeNull();
  await confirm("3.4.0");
  expect(
    await screen.findByText(/^1 manifest that no tag holds takes up .+ It is removed after /),
  ).toBeTruthy();
});

test("where the operator keeps it for good, note and dialog say so", async () => {
  const kept = { manifests: 2000, bytes: 5_000_000, is_more: true, days: 0, first_at: null, last_at: null };
  open(LEDGER, async (request) =>
    request.url.endsWith("/untagged") ? Response.json(kept) : service(request),
  );
  expect(await screen.findByText(/^2,000 manifests .+ at least .+ MB\. The operator has set/)).toBeTruthy();
  const dialog = await deleteChosen("3.4.0");
  expect(await dialog.findByText(/its space is freed when the image is deleted/)).toBeTruthy();
});
