/** Access keys for tests that are not about making them, and a signer to use them with. */
import { createHash, createHmac } from "node:crypto";
import { makeAccessKey } from "../../server/identity/access-keys.ts";
import type { TestService, TestUser } from "./service.ts";

export async function addAccessKey(
  { deps }: TestService,
  user: TestUser,
): Promise<{ id: string; secret: string }> {
  const { id, secret, sealed } = await makeAccessKey(deps);
  await deps.db
    .insertInto("access_keys")
    .values({
      access_key: id,
      sealed_secret: sealed,
      user_id: user.id,
      description: "",
      is_active: 1,
      created_at: deps.clock().toISOString(),
      last_used_at: null,
    })
    .execute();
  return { id, secret };
}

/** The official Go SDK's way of signing, written from its description; Node's is run itself in tests/sdk.test.ts. */
export interface Signing {
  method?: string;
  /** As sent. */
  target: string;
  /** As signed. */
  path: string;
  query?: string;
  body?: string;
  /** By default the test service's. */
  date?: string;
  headers?: Record<string, string>;
  payloadHash?: string;
}

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export function signLikeGo(
  key: { id: string; secret: string },
  { method = "GET", path, query = "", body = "", date = "20260301T080000Z", ...rest }: Signing,
): Record<string, string> & { authorization: string } {
  const headers: Record<string, string> = { "user-agent": "go", "x-sdk-date": date, ...rest.headers };
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join("");
  const payload = rest.payloadHash ?? sha256(body);
  const canonical = [method, path, query, lines, names.join(";"), payload].join("\n");
  const text = ["SDK-HMAC-SHA256", date, sha256(canonical)].join("\n");
  const signature = createHmac("sha256", key.secret).update(text).digest("hex");
  const list = `SignedHeaders=${names.join(";")}`;
  return {
    ...headers,
    authorization: `SDK-HMAC-SHA256 Access=${key.id}, ${list}, Signature=${signature}`,
  };
}
