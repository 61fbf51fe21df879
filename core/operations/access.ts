/** Grants to users, on an organization or on one image. Bodies are bare arrays, for revoking too. */
import { z } from "zod";
import { GRANTS_PER_CALL, USER_NAME_MAX } from "../limits.ts";

export const levelSchema = z.union([z.literal(7), z.literal(3), z.literal(1)]);

const userId = z.string().min(1).max(64);

export const grantSchema = z.object({
  user_id: userId,
  user_name: z.string().min(1).max(USER_NAME_MAX),
  auth: levelSchema,
});

export type Grant = z.infer<typeof grantSchema>;

export const grantsBody = severalUsers(grantSchema, ({ user_id }) => user_id);

/** Ids of the users who lose their grant: a DELETE with a body. */
export const revokedUsersBody = severalUsers(userId, (id) => id);

function severalUsers<Schema extends z.ZodType>(schema: Schema, idOf: (item: z.output<Schema>) => string) {
  return z
    .array(schema)
    .min(1)
    .max(GRANTS_PER_CALL, `at most ${GRANTS_PER_CALL} users a call`)
    .refine((items) => new Set(items.map(idOf)).size === items.length, "each user once");
}

/** Who may do what. The caller's own level, by whatever right, stands apart from the others' grants. */
export const accessSchema = z.object({
  /** Of the organization or the image. */
  id: z.number().int(),
  name: z.string(),
  self_auth: grantSchema,
  others_auths: z.array(grantSchema),
});
