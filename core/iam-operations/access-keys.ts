/** Permanent access keys. */
import { z } from "zod";
import { IAM_DESCRIPTION_MAX } from "../limits.ts";
import { operation } from "../operations/define.ts";

const group = "IAM";
const KEYS = "/v3.0/OS-CREDENTIAL/credentials";

const description = z.string().max(IAM_DESCRIPTION_MAX);
const keyParams = z.object({ access_key: z.string() });

/** As every call but the creating one shows it. */
const accessKeySchema = z.object({
  user_id: z.string(),
  /** 20 characters. */
  access: z.string(),
  status: z.enum(["active", "inactive"]),
  /** RFC 3339, UTC, six digits of fraction. */
  create_time: z.string(),
  description: z.string(),
});

export type IamAccessKey = z.infer<typeof accessKeySchema>;

const updateAccessKeyBody = z.object({
  credential: z
    .object({ status: z.enum(["active", "inactive"]), description })
    .partial()
    .refine((credential) => Object.keys(credential).length > 0, "nothing to change"),
});

export type UpdateAccessKey = z.infer<typeof updateAccessKeyBody>["credential"];

export const accessKeyOperations = {
  ListPermanentAccessKeys: operation({
    group,
    summary: "List a user's access keys, by default the caller's own",
    method: "GET",
    path: KEYS,
    query: z.object({ user_id: z.string().optional() }),
    response: z.object({ credentials: z.array(accessKeySchema) }),
    success: 200,
  }),
  /** The answer is the only one that ever holds the secret. */
  CreatePermanentAccessKey: operation({
    group,
    summary: "Create an access key",
    method: "POST",
    path: KEYS,
    body: z.object({ credential: z.object({ user_id: z.string(), description: description.default("") }) }),
    response: z.object({ credential: accessKeySchema.extend({ secret: z.string() }) }),
    success: 201,
  }),
  /** The only one that tells the last use, to the minute; null: never. */
  ShowPermanentAccessKey: operation({
    group,
    summary: "Show an access key",
    method: "GET",
    path: `${KEYS}/{access_key}`,
    params: keyParams,
    response: z.object({ credential: accessKeySchema.extend({ last_use_time: z.string().nullable() }) }),
    success: 200,
  }),
  UpdatePermanentAccessKey: operation({
    group,
    summary: "Switch an access key on or off, or describe it",
    method: "PUT",
    path: `${KEYS}/{access_key}`,
    params: keyParams,
    body: updateAccessKeyBody,
    response: z.object({ credential: accessKeySchema }),
    success: 200,
  }),
  DeletePermanentAccessKey: operation({
    group,
    summary: "Delete an access key",
    method: "DELETE",
    path: `${KEYS}/{access_key}`,
    params: keyParams,
    success: 204,
  }),
};
