/** Uploading from the page: the dialog, and the tray of what is under way. */
import type { Page } from "@playwright/test";
import { paths } from "../../src/paths.ts";
import { chooseOption } from "../support/select.ts";
import { press, type State, seen, seenText, type World } from "./state.ts";

const isRegistry = ({ pathname }: URL) => pathname.startsWith("/api/registry/");

export function uploads({ t, organization, archive, noArchive }: World): State[] {
  const dialog = `${paths.images}?dialog=upload`;
  const start = press(t("upload.dialog.start"));

  async function choose(page: Page, ...files: string[]) {
    const inside = page.getByRole("dialog");
    await chooseOption(inside.getByRole("combobox"), organization);
    await inside.getByLabel(t("upload.dialog.choose")).setInputFiles(files);
    await inside.getByLabel(t("upload.file.tag")).waitFor();
  }

  return [
    { name: "upload", path: dialog, shows: seen("dialog", t("upload.dialog.title")) },
    { name: "upload, nothing chosen", open: start, shows: seenText(t("upload.dialog.noFile")) },
    {
      name: "upload, two files, one of them no image",
      path: dialog,
      open: (page) => choose(page, archive, noArchive),
      shows: seenText(t("upload.file.rejected")),
    },
    {
      name: "upload, without a name",
      open: (page) => page.getByLabel(t("upload.file.image")).fill(""),
      shows: (page) => page.locator("[aria-invalid=true]").first(),
    },
    {
      name: "upload, done",
      open: async (page) => {
        await page.getByLabel(t("upload.file.image")).fill("uploaded");
        await start(page);
      },
      // As a whole: the image's own name is in the list, once it has been uploaded.
      shows: (page) => page.getByText(t("upload.state.done"), { exact: true }),
    },
    {
      name: "upload, its layers",
      open: (page) => page.getByText(t("upload.tray.layers"), { exact: true }).click(),
      // Sent or reused: the same file may have been uploaded in another combination before.
      shows: (page) => page.locator("details li code").first(),
    },
    {
      name: "upload, collapsed",
      // The navigation's button has this in its name as well.
      open: (page) => page.getByRole("button", { name: t("upload.tray.collapse"), exact: true }).click(),
      shows: (page) => page.getByRole("button", { name: t("upload.tray.expand"), exact: true }),
    },
    {
      name: "upload, under way",
      path: dialog,
      arrange: (page) => page.context().route(isRegistry, () => {}),
      open: async (page) => {
        await choose(page, archive);
        await start(page);
      },
      shows: seenText(t("upload.tray.checking")),
    },
    {
      name: "upload, failed",
      path: dialog,
      arrange: (page) => page.context().route(isRegistry, (route) => route.fulfill({ status: 403 })),
      open: async (page) => {
        await choose(page, archive);
        await start(page);
      },
      shows: seenText(t("upload.problem.forbidden")),
    },
    {
      name: "files held over the page",
      path: "/no-such-page",
      open: async (page) => {
        await page.getByRole("heading").waitFor();
        await page.evaluate(() => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([], "saved.tar"));
          window.dispatchEvent(new DragEvent("dragover", { dataTransfer, cancelable: true }));
        });
      },
      shows: seenText(t("app.dropFiles")),
    },
  ];
}
