/** Login commands for registry clients. */
import { z } from "zod";
import { operation } from "./define.ts";
import { LOGIN_HEADERS } from "./facts.ts";

export const dockerAuthsSchema = z.object({
  /** Registry host → base64 of `user:password`. */
  auths: z.record(z.string(), z.object({ auth: z.string() })),
});

export type DockerAuths = z.infer<typeof dockerAuthsSchema>;

const group = "Login commands";

export const loginOperations = {
  /**
   * A temporary login. The header `X-Swr-Dockerlogin` holds the whole command, `X-Swr-Expireat` its end (RFC 3339,
   * UTC, with a fraction).
   */
  CreateSecret: operation({
    group,
    summary: "Create a temporary login command",
    method: "POST",
    path: "/v2/manage/utils/secret",
    query: z.object({
      projectname: z.string().optional(),
      /** Only where the feature `enable_customize_validity_period` is on. */
      duration_seconds: z.coerce.number().int().min(900).max(86_400).optional(),
    }),
    response: dockerAuthsSchema,
    success: 200,
    responseHeaders: [LOGIN_HEADERS.command, LOGIN_HEADERS.expiresAt],
    errors: [400, 401, 500],
  }),
  /** The same with a bearer token in place of an access key: the user part starts with `bearertoken@`. */
  CreateAuthorizationToken: operation({
    group,
    summary: "Create an enhanced login command",
    method: "POST",
    path: "/v2/manage/utils/authorizationtoken",
    response: dockerAuthsSchema,
    success: 200,
    responseHeaders: [LOGIN_HEADERS.command, LOGIN_HEADERS.expiresAt],
    errors: [400, 401, 500],
  }),
};
