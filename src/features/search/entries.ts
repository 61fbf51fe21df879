/** What the search offers: one list to walk through with the arrow keys, in groups. */
import type { TFunction } from "i18next";
import type { SearchResult } from "../../../core/console-operations/search.ts";
import { paths } from "../../paths.ts";

export interface Entry {
  /** Unique in the list. */
  key: string;
  group: "pages" | "organizations" | "images" | "tags";
  text: string;
  /** Shown behind the text, less prominently. */
  beside?: string;
  to: string;
}

const PAGES = [
  [paths.overview, "app.nav.overview"],
  [paths.images, "app.nav.images"],
  [paths.organizations, "app.nav.organizations"],
  [paths.credentials, "app.account.credentials"],
  [paths.apiReference, "app.help.api"],
] as const;

/** `result` is undefined before the first answer. An empty text offers the pages. */
export function listEntries(t: TFunction, text: string, result: SearchResult | undefined): Entry[] {
  const wanted = text.toLowerCase();
  const pages = PAGES.map(([to, label]) => ({ key: to, group: "pages" as const, text: t(label), to }));
  return [
    ...(result?.organizations ?? []).map(({ name }) => ({
      key: `organization ${name}`,
      group: "organizations" as const,
      text: name,
      to: paths.organization(name),
    })),
    ...(result?.images ?? []).map(({ organization, image }) => ({
      key: `image ${organization}/${image}`,
      group: "images" as const,
      text: `${organization}/${image}`,
      to: paths.image(organization, image),
    })),
    ...(result?.tags ?? []).map(({ organization, image, tag }) => ({
      key: `tag ${organization}/${image}:${tag}`,
      group: "tags" as const,
      text: tag,
      beside: `${organization}/${image}`,
      to: paths.tag(organization, image, tag),
    })),
    ...pages.filter((page) => page.text.toLowerCase().includes(wanted)),
  ];
}
