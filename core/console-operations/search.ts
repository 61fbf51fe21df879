/** The console's own search over everything the person may see. SWR itself has none. */
import { z } from "zod";
import { SEARCH_TEXT_MAX } from "../limits.ts";
import { operation } from "../operations/define.ts";

/** Results of each kind at most: to see others, one types on. */
export const SEARCH_LIMIT = 6;

const searchResultSchema = z.object({
  /** Those whose name contains what was asked for. */
  organizations: z.array(z.object({ name: z.string() })),
  /** Likewise; `organization/image` narrows both. */
  images: z.array(z.object({ organization: z.string(), image: z.string() })),
  /** Those that begin with what was asked for; `image:tag` narrows both; a digest finds what is tagged with it. */
  tags: z.array(
    z.object({ organization: z.string(), image: z.string(), tag: z.string(), digest: z.string() }),
  ),
});

export type SearchResult = z.infer<typeof searchResultSchema>;

export const searchOperations = {
  Search: operation({
    group: "Console",
    summary: "Find organizations, images and tags",
    method: "GET",
    path: "/api/search",
    query: z.object({ q: z.string().trim().min(1).max(SEARCH_TEXT_MAX) }),
    response: searchResultSchema,
    success: 200,
  }),
};
