/**
 * Who may do what on an organization or an image, by which right, and whom one may grant rights to. IAM's list of users
 * is the administrator's alone.
 */
import { z } from "zod";
import { USER_NAME_MAX } from "../limits.ts";
import { imageNameFromUrl } from "../names.ts";
import { levelSchema } from "../operations/access.ts";
import { operation } from "../operations/define.ts";
import { limitSchema, offsetSchema } from "../operations/paging.ts";

/** Of the organization, or of the image where one is named. */
const usersQuery = z.object({
  namespace: z.string(),
  repository: z.string().transform(imageNameFromUrl).optional(),
  /** A part of the user's name, in any case. */
  q: z.string().max(USER_NAME_MAX).optional(),
  offset: offsetSchema.optional(),
  limit: limitSchema.optional(),
});

const userSchema = z.object({ id: z.string(), name: z.string() });

const permissionSchema = userSchema.extend({
  /** A disabled user can do nothing, whatever the levels say. */
  isEnabled: z.boolean(),
  /** The level in force: the highest of those below. */
  level: levelSchema,
  isAdministrator: z.boolean(),
  /** Granted here, on the organization or the image that was asked about. Null: nothing. */
  granted: levelSchema.nullable(),
  /** Of an image: what its organization gives. Null: nothing. */
  onOrganization: levelSchema.nullable(),
});

export type Permission = z.infer<typeof permissionSchema>;

export const permissionOperations = {
  ListPermissions: operation({
    group: "Console",
    summary: "List the users with rights on an organization or an image, and where each has them from",
    method: "GET",
    path: "/api/permissions",
    query: usersQuery,
    response: z.object({
      /** Those with a grant here first, then by name. */
      users: z.array(permissionSchema),
      /** Of all pages. */
      total: z.number().int(),
      /** The highest level the caller may grant here and take back. Null: none. */
      grantable: levelSchema.nullable(),
    }),
    success: 200,
  }),
  /** The account's users without a grant here, but for the caller. */
  ListGrantableUsers: operation({
    group: "Console",
    summary: "List users whom the caller may grant rights on an organization or an image",
    method: "GET",
    path: "/api/grantable-users",
    query: usersQuery,
    response: z.object({ users: z.array(userSchema), total: z.number().int() }),
    success: 200,
  }),
};
