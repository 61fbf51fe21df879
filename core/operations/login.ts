/** Login commands for registry clients. */
import { z } from "zod";
import { operation } from "./define.ts";

export const dockerAuthsSchema = z.object({
  /** Registry host → base64 of `user:password`. */
  auths: z.record(z.string(), z.object({ auth: z.string() })),
});

export type DockerAuths = z.infer<typeof dockerAuthsSchema>;

export const LOGIN_HEADERS = { command: "X-Swr-Dockerlogin", expiresAt: "X-Swr-Expireat" } as const;

export const loginOperations = {
  /**
   * A temporary login. The header `X-Swr-Dockerlogin` holds the whole command, `X-Swr-Expireat` its end (RFC 3339,
   * UTC, with a fraction).
   */
  CreateSecret: operation({
    method: "POST",
    path: "/v2/manage/utils/secret",
    query: z.object({ projectname: z.string().optional() }),
    response: dockerAuthsSchema,
    success: 200,
    responseHeaders: [LOGIN_HEADERS.command, LOGIN_HEADERS.expiresAt],
  }),
};
