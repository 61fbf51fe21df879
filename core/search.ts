/** `GET /api/search`: the console's own search over everything the person may see. SWR itself has none. */

export const SEARCH_PATH = "/api/search";

/** Of each kind, so many at most: who sees none of theirs types on. */
export const SEARCH_LIMIT = 6;

export interface SearchResult {
  /** Those whose name contains what was asked for. */
  organizations: { name: string }[];
  /** Likewise; `organization/image` narrows both. */
  images: { organization: string; image: string }[];
  /** Those that begin with what was asked for; `image:tag` narrows both; a digest finds what is tagged with it. */
  tags: { organization: string; image: string; tag: string; digest: string }[];
}
