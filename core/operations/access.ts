/** Grants to users, on an organization or on one image. Bodies are bare arrays, for revoking too. */
import { z } from "zod";

export const levelSchema = z.union([z.literal(7), z.literal(3), z.literal(1)]);

export const grantSchema = z.object({
  user_id: z.string().min(1),
  user_name: z.string().min(1),
  auth: levelSchema,
});

export const grantsBody = z.array(grantSchema).min(1);

/** Ids of the users who lose their grant: a DELETE with a body. */
export const revokedUsersBody = z.array(z.string().min(1)).min(1);

/** Who may do what. The caller's own grant stands apart and may be repeated among the others. */
export const accessSchema = z.object({
  /** Of the organization or the image. */
  id: z.number().int(),
  name: z.string(),
  self_auth: grantSchema,
  others_auths: z.array(grantSchema),
});
