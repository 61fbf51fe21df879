/**
 * The part of IAM a console for SWR needs beside tokens: projects, users and permanent access keys. Paths and fields
 * are IAM's own, so that clients made for it work; a `links` field is part of its lists and leads nowhere further here.
 */
import { z } from "zod";
import { IAM_DESCRIPTION_MAX, PASSWORD_MAX, PASSWORD_MIN } from "./limits.ts";

/** Registry clients and the API need programmatic access; `default` is both. */
const accessModeSchema = z.enum(["default", "programmatic", "console"]);

export type AccessMode = z.infer<typeof accessModeSchema>;

/** What people see and type: no spaces around, no control characters. */
const userName = z.string().regex(/^(?=.{1,64}$)[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?$/u, "1 to 64 characters");

const password = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX);
const description = z.string().max(IAM_DESCRIPTION_MAX);

/** `POST /v3.0/OS-USER/users`. */
export const createUserSchema = z.object({
  user: z.object({
    /** The caller's own account. */
    domain_id: z.string().optional(),
    name: userName,
    password,
    access_mode: accessModeSchema.default("default"),
    enabled: z.boolean().default(true),
    description: description.default(""),
  }),
});

/** `PUT /v3.0/OS-USER/users/{user_id}`: what is left out stays. */
export const updateUserSchema = z.object({
  user: z
    .object({ name: userName, password, access_mode: accessModeSchema, enabled: z.boolean(), description })
    .partial()
    .refine((user) => Object.keys(user).length > 0, "nothing to change"),
});

/** `POST /v3/users/{user_id}/password`: one's own, known by the old one. */
export const changePasswordSchema = z.object({
  user: z.object({ original_password: z.string().min(1).max(PASSWORD_MAX), password }),
});

export type ChangePassword = z.infer<typeof changePasswordSchema>["user"];
export type CreateUser = z.infer<typeof createUserSchema>["user"];
export type UpdateUser = z.infer<typeof updateUserSchema>["user"];

/** Query of `GET /v3/users`. */
export const listUsersQuerySchema = z.object({
  domain_id: z.string().optional(),
  enabled: z.stringbool().optional(),
  name: z.string().optional(),
});

/** Query of `GET /v3/projects`. Pages count from 1; both page fields come together. */
export const listProjectsQuerySchema = z
  .object({
    domain_id: z.string().optional(),
    name: z.string().optional(),
    parent_id: z.string().optional(),
    enabled: z.stringbool().optional(),
    is_domain: z.stringbool().optional(),
    page: z.coerce.number().int().min(1).optional(),
    per_page: z.coerce.number().int().min(1).max(5000).optional(),
  })
  .refine(({ page, per_page }) => (page === undefined) === (per_page === undefined), "page needs per_page");

export interface IamUser {
  id: string;
  name: string;
  domain_id: string;
  enabled: boolean;
  description: string;
  access_mode: AccessMode;
  /** True asks the user for another password at the next sign-in, which this service never does. */
  pwd_status: boolean;
  pwd_strength: "Unknown";
  /** Null: never. */
  password_expires_at: null;
  last_project_id: string;
  links: { self: string };
}

export interface IamProject {
  id: string;
  name: string;
  domain_id: string;
  parent_id: string;
  enabled: boolean;
  is_domain: boolean;
  description: string;
  links: { self: string };
}

/** `POST /v3.0/OS-CREDENTIAL/credentials`. */
export const createAccessKeySchema = z.object({
  credential: z.object({ user_id: z.string(), description: description.default("") }),
});

/** `PUT /v3.0/OS-CREDENTIAL/credentials/{access_key}`. */
export const updateAccessKeySchema = z.object({
  credential: z
    .object({ status: z.enum(["active", "inactive"]), description })
    .partial()
    .refine((credential) => Object.keys(credential).length > 0, "nothing to change"),
});

export type UpdateAccessKey = z.infer<typeof updateAccessKeySchema>["credential"];

/** An access key as every call but the creating one shows it. */
export interface IamAccessKey {
  user_id: string;
  /** 20 characters. */
  access: string;
  status: "active" | "inactive";
  /** RFC 3339, UTC, six digits of fraction. */
  create_time: string;
  description: string;
}
