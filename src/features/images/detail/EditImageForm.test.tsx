/** 「编辑」 and the description, in front of the service itself. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test } from "vitest";
import { renderRoutes, serve, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
import { HOSTILE_STRINGS } from "../../../../tests/support/hostile-strings.ts";
import { onSessionEnded } from "../../../api/http.ts";
import { imageRoutes } from "../../../image-routes.tsx";

setUpConsole();

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeAll(async () => {
  service = await createDemoService();
});

const IMAGE = "/images/base-images/debian";

function open(path: string, answer: typeof service = service) {
  serve(answer);
  return renderRoutes(imageRoutes, path);
}

/** Answers as the service does for a person with this level on the image. */
const withLevel = (auth: number) => async (request: Request) => {
  const answer = await service(request);
  if (!request.url.endsWith("/access")) return answer;
  const access = await answer.json();
  return Response.json({ ...access, self_auth: { ...access.self_auth, auth } });
};

const failing = (code: string, status: number) => async (request: Request) =>
  request.method === "PATCH"
    ? Response.json({ error_code: `SVCSTG.SWR.${code}`, request_id: "request-7" }, { status })
    : service(request);

const form = async () => within(await screen.findByRole("dialog", { name: "Edit image" }));
const description = async () =>
  (await form()).getByRole<HTMLTextAreaElement>("textbox", { name: "Description" });
const save = async () => userEvent.click((await form()).getByRole("button", { name: "Save changes" }));
const noteOf = (field: HTMLElement) =>
  document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent;

async function write(text: string) {
  const field = await description();
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
}

test("shows what is, previews what is written, saves it, and closes", async () => {
  const router = open(`${IMAGE}/description?dialog=edit`);
  const field = await description();
  expect((await form()).getByRole<HTMLInputElement>("radio", { name: "Public" }).checked).toBe(true);
  await write("# Base image\n\nFor *all* services.");
  const preview = within((await form()).getByRole("region", { name: "Preview" }));
  expect(await preview.findByRole("heading", { name: "Base image" })).toBeTruthy();
  expect(noteOf(field)).toBe("33 of 30,000 characters");
  await save();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(router.state.location.search).toBe("");
  const article = await screen.findByRole("article", { name: "Description" });
  expect(within(article).getByText("all").tagName).toBe("EM");
});

test("warns before a private image becomes public, and not before the other way round", async () => {
  open("/images/payments/ledger/tags?dialog=edit");
  expect((await form()).queryByRole("alert")).toBeNull();
  await userEvent.click((await form()).getByRole("radio", { name: "Public" }));
  expect((await form()).getByRole("alert").textContent).toContain("every tag of this image public");
  await userEvent.click((await form()).getByRole("radio", { name: "Private" }));
  expect((await form()).queryByRole("alert")).toBeNull();
});

test("says what becomes of the image's shares before it becomes public", async () => {
  open("/images/payments/checkout-api/tags?dialog=edit");
  await userEvent.click((await form()).getByRole("radio", { name: "Public" }));
  expect(await (await form()).findByText(/is shared with 1 account\. While it is public/)).toBeTruthy();
});

test("sends nothing that did not change, as somebody else may be changing it", async () => {
  const sent: unknown[] = [];
  open("/images/payments/ledger/tags?dialog=edit", async (request) => {
    if (request.method === "PATCH") sent.push(await request.clone().json());
    return service(request);
  });
  await userEvent.click((await form()).getByRole("radio", { name: "Public" }));
  await save();
  await waitFor(() => expect(sent).toEqual([{ is_public: true }]));
});

test("more than 30,000 characters are counted, and not sent", async () => {
  let sent = false;
  open(`${IMAGE}/description?dialog=edit`, async (request) => {
    sent ||= request.method === "PATCH";
    return service(request);
  });
  const field = await description();
  await write("x".repeat(30_002));
  expect(noteOf(field)).toBe("2 characters too many");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await save();
  expect(sent).toBe(false);
  await write("x".repeat(30_000));
  expect(field.getAttribute("aria-invalid")).toBe("false");
});

test("a refusal about the description is said at its field, and what was written stays", async () => {
  open(`${IMAGE}/description?dialog=edit`, failing("4131012", 413));
  await write("kept");
  await save();
  const field = await description();
  await waitFor(() => expect(noteOf(field)).toBe("The description is too long"));
  expect(field.value).toBe("kept");
});

test("any other failure is said in the form, with the request's id, and what was written stays", async () => {
  open(`${IMAGE}/description?dialog=edit`, failing("5001101", 500));
  await write("kept");
  await save();
  expect((await (await form()).findByRole("alert")).textContent).toContain("request-7");
  expect((await description()).value).toBe("kept");
});

test("a session that ends costs nothing: after signing in again the form is saved", async () => {
  const signedIn = Promise.withResolvers<void>();
  let ended = true;
  onSessionEnded(() => signedIn.promise);
  open(`${IMAGE}/description?dialog=edit`, async (request) =>
    ended && request.method === "PATCH" ? Response.json({}, { status: 401 }) : service(request),
  );
  await write("Written before the session ended.");
  await save();
  ended = false;
  signedIn.resolve();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const article = await screen.findByRole("article", { name: "Description" });
  expect(article.textContent).toBe("Written before the session ended.");
});

test("without the edit permission the actions stay visible and say why they are refused", async () => {
  open(`${IMAGE}/tags`, withLevel(1));
  const edit = await screen.findByRole("button", { name: "Edit" });
  await waitFor(() => expect(edit.getAttribute("aria-disabled")).toBe("true"));
  expect(noteOf(edit)).toBe("You may only read this image; editing takes the edit permission");
  await userEvent.click(edit);
  expect(screen.queryByRole("dialog")).toBeNull();
  const remove = screen.getByRole("button", { name: "Delete" });
  expect(noteOf(remove)).toBe("Deleting takes the manage permission on this image");
});

test("the edit permission allows editing, but not deleting", async () => {
  open(`${IMAGE}/tags`, withLevel(3));
  const remove = await screen.findByRole("button", { name: "Delete" });
  await waitFor(() => expect(remove.getAttribute("aria-disabled")).toBe("true"));
  expect(screen.getByRole("button", { name: "Edit" }).getAttribute("aria-disabled")).toBe("false");
});

test("an image without a description says what one is for", async () => {
  open("/images/payments/ledger/description");
  expect(await screen.findByRole("heading", { name: "No description yet" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Write a description" }));
  expect(await description()).toBeTruthy();
});

test("a hostile description is saved and shown as text", async () => {
  open(`${IMAGE}/description?dialog=edit`);
  const text = HOSTILE_STRINGS.join("\n\n");
  await write(text);
  await save();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const article = await screen.findByRole("article", { name: "Description" });
  expect(article.textContent).toContain("<script>alert(1)</script>");
  expect(article.querySelector("script, img")).toBeNull();
});
