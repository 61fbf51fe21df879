/** The pages, as somebody with every right sees them. */
import { paths, type TagView } from "../../src/paths.ts";
import { TAG } from "../support/image.ts";
import { ARTIFACTS, INDEX_TAG, MANY_TAGS, OTHER_TAG, SIGNATURE_TAG, tagOf } from "./content.ts";
import { press, type State, seen, seenText, type World } from "./state.ts";

export const NO_MATCH = "matches-nothing";

export function pages(world: World): State[] {
  return [...lists(world), ...imagePages(world), ...tagPages(world), ...otherPages(world)];
}

function lists({ t, organization, image, emptyOrganization, fullOrganization }: World): State[] {
  const nothingMatches = seen("heading", t("images.list.nothingMatches.title"));
  const row = seen("link", `${organization}/${image}`);
  return [
    { name: "overview", path: paths.overview, shows: row },
    {
      name: "overview, a value of the chart",
      open: (page) => page.getByRole("slider").first().focus(),
      shows: (page) => page.getByRole("figure").locator("b"),
    },
    { name: "images", path: paths.images, shows: row },
    { name: "images, nothing matches", path: `${paths.images}?name=${NO_MATCH}`, shows: nothingMatches },
    {
      name: "images, many pages",
      path: `${paths.images}?organization=${fullOrganization}`,
      shows: seen("navigation", t("common.pagination.label")),
    },
    {
      name: "organizations",
      path: paths.organizations,
      shows: seen("link", organization),
    },
    {
      name: "organizations, nothing matches",
      path: `${paths.organizations}?q=${NO_MATCH}`,
      shows: seen("heading", t("organizations.nothingMatches.title")),
    },
    { name: "organization", path: paths.organization(organization), shows: row },
    {
      name: "organization, nothing matches",
      path: `${paths.organization(organization)}?name=${NO_MATCH}`,
      shows: nothingMatches,
    },
    {
      name: "organization without images",
      path: paths.organization(emptyOrganization),
      shows: seen("heading", t("images.list.ofOrganization.title")),
    },
    {
      name: "organization that is not there",
      path: paths.organization("absent"),
      shows: seen("heading", t("organizations.detail.notFound.title")),
    },
  ];
}

function imagePages({ t, organization, image, emptyImage, fullOrganization, manyTags }: World): State[] {
  const own = paths.image(organization, image);
  return [
    { name: "image", path: own, shows: seen("link", INDEX_TAG) },
    {
      name: "image, content without a tag",
      path: own,
      // Its bytes are the other signature's too.
      shows: seenText(t("tags.untagged.hold", { count: 1, size: "0 B" })),
    },
    {
      name: "image, no tag matches",
      path: `${own}?tag=${NO_MATCH}`,
      shows: seen("heading", t("tags.nothingMatches.title")),
    },
    {
      name: "image, more tags than are drawn",
      path: `${paths.image(fullOrganization, manyTags)}?size=500&sort=tag&order=asc`,
      shows: seen("link", tagOf(1)),
    },
    {
      name: "image, scrolled to its last tags",
      open: async (page) => {
        await page.getByRole("table").hover();
        await page.mouse.wheel(0, MANY_TAGS * 100);
      },
      // Sorted as text, the last of them.
      shows: seen("link", tagOf(99)),
    },
    {
      name: "image, description",
      path: paths.image(organization, image, "description"),
      shows: seen("article", t("images.detail.description")),
    },
    {
      name: "image, no retention rule",
      path: paths.image(organization, image, "retention"),
      shows: seen("heading", t("retention.none.title")),
    },
    {
      name: "image, guide",
      path: paths.image(organization, image, "guide"),
      shows: seen("heading", t("commands.guide.before")),
    },
    {
      name: "image, guide with a login",
      open: press(t("commands.fillIn")),
      shows: seen("figure", t("commands.login")),
    },
    {
      name: "image, guide for Kubernetes",
      path: `${paths.image(organization, image, "guide")}?client=kubernetes`,
      shows: seen("figure", t("commands.pod")),
    },
    {
      name: "image without tags",
      path: paths.image(organization, emptyImage),
      shows: seen("heading", t("tags.none.title")),
    },
    {
      name: "image without a description",
      path: paths.image(organization, emptyImage, "description"),
      shows: seen("heading", t("images.description.none.title")),
    },
    {
      name: "image that is not there",
      path: paths.image(organization, "absent"),
      shows: seen("heading", t("images.detail.notFound.title")),
    },
  ];
}

function tagPages({ t, organization, image, fullOrganization }: World): State[] {
  const of = (tag: string, view?: TagView) => paths.tag(organization, image, tag, view);
  const compare = paths.compareTags(organization, image);
  return [
    { name: "tag, layers", path: of(TAG, "layers"), shows: seen("table", t("tags.page.view.layers")) },
    { name: "tag, history", path: of(TAG, "history"), shows: seenText("COPY random-0 /") },
    {
      name: "tag, config",
      path: of(TAG, "config"),
      shows: seen("heading", t("tags.page.run")),
    },
    {
      name: "tag, manifest",
      path: of(TAG, "manifest"),
      shows: seen("button", t("tags.page.copyManifest")),
    },
    { name: "tag, related", path: of(TAG, "related"), shows: seen("link", t("tags.artifact.signature")) },
    { name: "index, platforms", path: of(INDEX_TAG, "platforms"), shows: seen("link", "linux/arm64") },
    {
      name: "index, one platform",
      open: (page) => seen("link", "linux/arm64")(page).click(),
      shows: seen("table", t("tags.page.view.layers")),
    },
    {
      name: "signature",
      path: of(SIGNATURE_TAG, "related"),
      shows: seen("heading", t("tags.page.about")),
    },
    {
      name: "cache of a build",
      path: paths.tag(fullOrganization, ARTIFACTS.image, ARTIFACTS.cache),
      shows: seenText(t("tags.artifact.cache")),
    },
    {
      name: "list of referrers",
      path: paths.tag(fullOrganization, ARTIFACTS.image, ARTIFACTS.referrers),
      shows: seen("table", t("tags.page.view.referrers")),
    },
    {
      name: "tag that is not there",
      path: of("absent"),
      shows: seen("heading", t("tags.page.notFound.title")),
    },
    {
      name: "comparison, nothing chosen",
      path: compare,
      shows: seen("heading", t("compare.choose.title")),
    },
    {
      name: "comparison",
      path: `${compare}?from=${TAG}&to=${OTHER_TAG}`,
      shows: seen("table", t("compare.config")),
    },
    {
      name: "comparison of a tag with itself",
      path: `${compare}?from=${TAG}&to=${TAG}`,
      shows: seenText(t("compare.same")),
    },
    {
      name: "comparison of platforms",
      path: `${compare}?from=${INDEX_TAG}&to=${INDEX_TAG}`,
      shows: seen("combobox", t("tags.page.platform")),
    },
  ];
}

function otherPages({ t }: World): State[] {
  return [
    {
      name: "credentials",
      path: paths.credentials,
      shows: seen("heading", t("credentials.keys.none.title")),
    },
    { name: "API reference", path: paths.apiReference, shows: seen("article") },
    {
      name: "API reference, an operation",
      path: paths.apiOperation("ListReposDetails"),
      shows: seen("heading", "ListReposDetails"),
    },
    {
      name: "API reference, nothing matches",
      path: `${paths.apiReference}?q=${NO_MATCH}`,
      shows: seen("heading", t("apiReference.nothing.title")),
    },
    {
      name: "API reference, an operation that is not there",
      path: paths.apiOperation("Absent"),
      shows: seen("heading", t("apiReference.unknown", { id: "Absent" })),
    },
    {
      name: "page that is not there",
      path: "/no-such-page",
      shows: seen("heading", t("app.notFound.title")),
    },
    {
      name: "page that broke",
      path: paths.credentials,
      arrange: (page) => page.route(/CredentialsPage/, (route) => route.abort()),
      shows: seen("heading", t("app.crashed.title")),
    },
  ];
}
