/** An access key for tests that are not about making one. */
import type { TestService, TestUser } from "../testing.ts";
import { makeAccessKey } from "./access-keys.ts";

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
