/**
 * "Who can pull this?" and "what does this user reach?", answered by the policy itself, with the rights behind each.
 */
import { z } from "zod";
import { SEARCH_TEXT_MAX } from "../limits.ts";
import { levelSchema } from "../operations/access.ts";
import { operation } from "../operations/define.ts";
import { offsetSchema } from "../operations/paging.ts";
import { imageParams, organizationParams } from "../operations/parameters.ts";

/** Small, as the rights of each row are looked up separately. */
const REACH_PAGE_MAX = 100;

const pageQuery = z.object({
  /** A part of the name, in any case. */
  q: z.string().max(SEARCH_TEXT_MAX).optional(),
  offset: offsetSchema.optional(),
  limit: z.coerce.number().int().min(1).max(REACH_PAGE_MAX).optional(),
});

const rightSchema = z.object({
  through: z.enum(["public", "administrator", "organization", "image", "share"]),
  level: levelSchema,
  /** The instant from which it no longer counts; null where no end is set. */
  until: z.string().nullable(),
  /** Number of single images of the organization that it covers; null where it covers more than single images. */
  images: z.number().int().nullable(),
});

/** A user of the owner's account, or all users of another. */
const whoSchema = z.object({
  kind: z.enum(["user", "account"]),
  id: z.string(),
  name: z.string(),
  rights: z.array(rightSchema).min(1),
});

const whoResponse = z.object({
  /** Users first, then accounts; each by name. Disabled ones reach nothing. */
  who: z.array(whoSchema),
  /** Of all pages. */
  total: z.number().int(),
  /** Images that anyone may pull, without signing in too: 0 or 1 of an image. */
  public_images: z.number().int(),
});

/** An organization with all its images, or a single image. */
const reachedSchema = z.object({
  organization: z.string(),
  /** Null: the organization. */
  image: z.string().nullable(),
  /** Name of the account it belongs to. */
  owner: z.string(),
  rights: z.array(rightSchema).min(1),
});

export type ReachRight = z.infer<typeof rightSchema>;
export type Who = z.infer<typeof whoSchema>;
export type Reached = z.infer<typeof reachedSchema>;

export const reachOperations = {
  /** For whoever manages the image. */
  ListWhoReachesImage: operation({
    group: "Console",
    summary: "List who may pull an image, and by which right",
    method: "GET",
    path: "/api/reach/organizations/{namespace}/repos/{repository}",
    params: imageParams,
    query: pageQuery,
    response: whoResponse,
    success: 200,
  }),
  /** For whoever manages the organization. Also lists those who reach but single images of it. */
  ListWhoReachesOrganization: operation({
    group: "Console",
    summary: "List who may pull images of an organization, and by which right",
    method: "GET",
    path: "/api/reach/organizations/{namespace}",
    params: organizationParams,
    query: pageQuery,
    response: whoResponse,
    success: 200,
  }),
  /** For the user and for administrators of the account. Public images, which all may pull, are not listed. */
  ListReachOfUser: operation({
    group: "Console",
    summary: "List what a user may pull, and by which right",
    method: "GET",
    path: "/api/reach/users/{user_id}",
    params: z.object({ user_id: z.string() }),
    query: pageQuery,
    response: z.object({
      user: z.object({
        id: z.string(),
        name: z.string(),
        /** A disabled user reaches nothing, whatever is listed. */
        isEnabled: z.boolean(),
      }),
      /** By name, an organization before its images. */
      reached: z.array(reachedSchema),
      total: z.number().int(),
    }),
    success: 200,
  }),
};
