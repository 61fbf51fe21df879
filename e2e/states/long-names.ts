/** Where names stand, with names as long as they may be. */
import type { Page } from "@playwright/test";
import { paths } from "../../src/paths.ts";
import { results } from "./dialogs.ts";
import { press, type State, seen, seenText, type World } from "./state.ts";

export function longNames({ t, long: { organization, image, tag } }: World): State[] {
  const own = paths.image(organization, image);
  const name = `${organization}/${image}`;
  const compared = `?from=${tag}&to=${tag}`;
  return [
    { name: "images", path: `${paths.images}?organization=${organization}`, shows: seen("link", name) },
    { name: "organization", path: paths.organization(organization), shows: seen("heading", organization) },
    { name: "image", path: own, shows: seen("link", tag) },
    { name: "editing an image", path: `${own}?dialog=edit`, shows: seen("dialog", t("images.edit.title")) },
    {
      name: "image, guide",
      path: paths.image(organization, image, "guide"),
      shows: seen("heading", t("commands.guide.before")),
    },
    {
      name: "tag",
      path: paths.tag(organization, image, tag, "layers"),
      shows: seen("table", t("tags.page.view.layers")),
    },
    {
      name: "comparison",
      path: paths.compareTags(organization, image) + compared,
      shows: seenText(t("compare.same")),
    },
    {
      name: "client upload",
      path: `${paths.images}?dialog=client-upload&organization=${organization}`,
      shows: (page: Page) => seen("dialog")(page).getByText(organization).first(),
    },
    {
      name: "deletion",
      path: own,
      open: press(t("images.delete")),
      shows: seenText(t("common.confirmDelete.goes")),
    },
    results(name),
  ].map((state) => ({ ...state, name: `long names, ${state.name}` }));
}
