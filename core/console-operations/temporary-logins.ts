/** One's own temporary logins of registry clients. SWR makes them and tells no more of them. */
import { z } from "zod";
import { operation } from "../operations/define.ts";

const temporaryLoginSchema = z.object({
  /** What stands behind the project in its user name. */
  access_key: z.string(),
  created_at: z.string(),
  expires_at: z.string(),
  /** To the minute; null: never. */
  last_used_at: z.string().nullable(),
});

export type TemporaryLogin = z.infer<typeof temporaryLoginSchema>;

export const temporaryLoginOperations = {
  /** Those that are still good, the newest first. */
  ListTemporaryLogins: operation({
    group: "Console",
    summary: "List one's temporary registry logins",
    method: "GET",
    path: "/api/temporary-logins",
    /** `logins` has a hundred at most. */
    response: z.object({ total: z.number().int(), logins: z.array(temporaryLoginSchema) }),
    success: 200,
  }),
  /** What has ended already is no error. */
  EndTemporaryLogins: operation({
    group: "Console",
    summary: "End one's temporary registry logins",
    method: "DELETE",
    path: "/api/temporary-logins",
    /** Without it all of them. */
    query: z.object({ access_key: z.string().max(64).optional() }),
    success: 204,
  }),
};
