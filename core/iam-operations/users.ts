/** An account's users. */
import { z } from "zod";
import { IAM_DESCRIPTION_MAX, PASSWORD_MAX, PASSWORD_MIN, USER_NAME_MAX } from "../limits.ts";
import { USER_NAME } from "../names.ts";
import { operation } from "../operations/define.ts";
import { itemLinksSchema, listLinksSchema } from "./links.ts";

const group = "IAM";
const USERS = "/v3.0/OS-USER/users";

/** Registry clients and the API need programmatic access; `default` is both. */
const accessModeSchema = z.enum(["default", "programmatic", "console"]);

export type AccessMode = z.infer<typeof accessModeSchema>;

const userName = z.string().max(USER_NAME_MAX).regex(USER_NAME, "no spaces around it, no control characters");

const password = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX);
const description = z.string().max(IAM_DESCRIPTION_MAX);

/**
 * Not IAM's, which makes administrators of those in its group `admin`: groups are not carried here. `is_domain_owner` would
 * be another thing, the one user whom nobody can take it from.
 */
const isAdministrator = z.boolean();

const userParams = z.object({ user_id: z.string() });

const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  domain_id: z.string(),
  enabled: z.boolean(),
  description: z.string(),
  access_mode: accessModeSchema,
  /** True asks the user for another password at the next sign-in, which this service never does. */
  pwd_status: z.boolean(),
  pwd_strength: z.literal("Unknown"),
  /** Null: never. */
  password_expires_at: z.null(),
  last_project_id: z.string(),
  /** `2026-03-01 08:00:00.0`, UTC. */
  create_time: z.string(),
  /** In the same form: the last time a password opened a session or a token. Null: never, or before this was kept. */
  last_login_time: z.string().nullable(),
  is_administrator: isAdministrator,
  links: itemLinksSchema,
});

export type IamUser = z.infer<typeof userSchema>;

const userFilterSchema = z.object({
  domain_id: z.string().optional(),
  enabled: z.stringbool().optional(),
  name: z.string().optional(),
});

export type IamUserFilter = z.output<typeof userFilterSchema>;

const createUserBody = z.object({
  user: z.object({
    /** The caller's own account. */
    domain_id: z.string().optional(),
    name: userName,
    password,
    access_mode: accessModeSchema.default("default"),
    enabled: z.boolean().default(true),
    description: description.default(""),
    is_administrator: isAdministrator.default(false),
  }),
});

/** What is left out stays. */
const updateUserBody = z.object({
  user: z
    .object({
      name: userName,
      password,
      access_mode: accessModeSchema,
      enabled: z.boolean(),
      description,
      is_administrator: isAdministrator,
    })
    .partial()
    .refine((user) => Object.keys(user).length > 0, "nothing to change"),
});

const changePasswordBody = z.object({
  user: z.object({ original_password: z.string().min(1).max(PASSWORD_MAX), password }),
});

export type CreateUser = z.infer<typeof createUserBody>["user"];
export type UpdateUser = z.infer<typeof updateUserBody>["user"];
export type ChangePassword = z.infer<typeof changePasswordBody>["user"];

export const userOperations = {
  KeystoneListUsers: operation({
    group,
    summary: "List the account's users",
    method: "GET",
    path: "/v3/users",
    query: userFilterSchema,
    response: z.object({ users: z.array(userSchema), links: listLinksSchema }),
    success: 200,
  }),
  KeystoneShowUser: operation({
    group,
    summary: "Show a user",
    method: "GET",
    path: "/v3/users/{user_id}",
    params: userParams,
    response: z.object({ user: userSchema }),
    success: 200,
  }),
  ShowUser: operation({
    group,
    summary: "Show a user",
    method: "GET",
    path: `${USERS}/{user_id}`,
    params: userParams,
    response: z.object({ user: userSchema }),
    success: 200,
  }),
  CreateUser: operation({
    group,
    summary: "Create a user",
    method: "POST",
    path: USERS,
    body: createUserBody,
    response: z.object({ user: userSchema }),
    success: 201,
  }),
  UpdateUser: operation({
    group,
    summary: "Change a user",
    method: "PUT",
    path: `${USERS}/{user_id}`,
    params: userParams,
    body: updateUserBody,
    response: z.object({ user: userSchema }),
    success: 200,
  }),
  /** One's own, known by the old one. Ends every sign-in of the user. */
  KeystoneUpdateUserPassword: operation({
    group,
    summary: "Change one's own password",
    method: "POST",
    path: "/v3/users/{user_id}/password",
    params: userParams,
    body: changePasswordBody,
    success: 204,
  }),
  KeystoneDeleteUser: operation({
    group,
    summary: "Delete a user",
    method: "DELETE",
    path: "/v3/users/{user_id}",
    params: userParams,
    success: 204,
  }),
};
