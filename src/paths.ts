/** Every address of the console; links and routes are made from here. An image's `/` is `$`, as on the wire. */
import { imageNameToUrl } from "../core/names.ts";
import type { RetentionFilter, SyncState, WebhookState } from "../core/operations/facts.ts";
import type { Language } from "./i18n/languages.ts";

/** In their order. */
export const IMAGE_TABS = [
  "tags",
  "description",
  "sharing",
  "permissions",
  "reach",
  "guide",
  "retention",
  "triggers",
  "sync",
] as const;
/** Of an image of another account, which is read-only. */
export const OTHERS_TABS = ["tags", "description", "guide"] as const satisfies readonly ImageTab[];
export type ImageTab = (typeof IMAGE_TABS)[number];

export const ORGANIZATION_TABS = ["users", "images", "reach", "webhooks"] as const;
export type OrganizationTab = (typeof ORGANIZATION_TABS)[number];

/** What of a tag is shown; an index lists its platforms where an image has layers, history and config. */
export type TagView = "platforms" | "referrers" | "layers" | "history" | "config" | "manifest" | "related";

const imageRoot = (organization: string, image: string) =>
  `/images/${organization}/${encodeURIComponent(imageNameToUrl(image))}`;

export const paths = {
  overview: "/overview",
  images: "/images",
  newImage: "/images/new",
  sharedImages: "/images/shared",
  image: (organization: string, image: string, tab: ImageTab = "tags") =>
    `${imageRoot(organization, image)}/${tab}`,
  tag: (organization: string, image: string, tag: string, view?: TagView) =>
    `${imageRoot(organization, image)}/tags/${encodeURIComponent(tag)}${view === undefined ? "" : `/${view}`}`,
  trigger: (organization: string, image: string, trigger: string) =>
    `${imageRoot(organization, image)}/triggers/${trigger}`,
  compareTags: (organization: string, image: string) => `${imageRoot(organization, image)}/compare`,
  /** What it sent, over the list it stands in: an image's or, without one, its organization's. */
  webhook: (id: string, organization: string, image: string | null) =>
    `${image === null ? `/organizations/${organization}/webhooks` : `${imageRoot(organization, image)}/triggers`}?dialog=deliveries.${id}`,
  organizations: "/organizations",
  /** With its tab, as an organization may be called `new`. */
  organization: (name: string, tab: OrganizationTab = "images") => `/organizations/${name}/${tab}`,
  newOrganization: "/organizations/new",
  shares: "/governance/shares",
  endingShares: (direction: "out" | "in") => `/governance/shares?direction=${direction}&state=soon`,
  retentions: (state?: RetentionFilter) =>
    `/governance/retention${state === undefined ? "" : `?state=${state}`}`,
  /** `lately`: what failed within the last day. */
  triggers: (state?: "lately") => `/governance/triggers${state === undefined ? "" : `?state=${state}`}`,
  webhooks: (state?: WebhookState) =>
    `/governance/triggers/webhooks${state === undefined ? "" : `?state=${state}`}`,
  /** The form of the image's rule. */
  retentionForm: (organization: string, image: string) =>
    `${imageRoot(organization, image)}/retention?dialog=retention`,
  syncRecords: (state?: SyncState, since?: "day") => {
    const query = new URLSearchParams({ ...(state && { state }), ...(since && { since }) }).toString();
    return `/governance/sync${query === "" ? "" : `?${query}`}`;
  },
  syncTargets: "/governance/sync/targets",
  /** The form of one more target. */
  syncForm: (organization: string, image: string) => `${imageRoot(organization, image)}/sync?dialog=sync`,
  regions: "/regions",
  newRegion: "/regions/new",
  credentials: "/credentials",
  clusters: "/clusters",
  newCluster: "/clusters/new",
  users: "/users",
  /** No id of a user is `new`. */
  newUser: "/users/new",
  editUser: (id: string) => `/users/${id}/edit`,
  userReach: (id: string) => `/users/${id}/reach`,
  resetPassword: (id: string) => `/users/${id}/password`,
  apiReference: "/help/api",
  apiOperation: (id: string) => `/help/api/${id}`,
};

/** The service's own document, for programs; its texts in the language. */
export function openApiAddress(language: Language): string {
  return `/api/openapi.json?language=${language}`;
}
