import type { Deps } from "../deps.ts";

/** The last use is written at most this often: a write with each request would cost too much. */
const TOUCH_MS = 60_000;

/** To be called once the secret has proved right. */
export async function touch(
  deps: Deps,
  table: "access_keys" | "login_keys",
  accessKey: string,
  lastUsedAt: string | null,
): Promise<void> {
  const now = deps.clock();
  if (lastUsedAt !== null && now.getTime() - Date.parse(lastUsedAt) < TOUCH_MS) return;
  await deps.db
    .updateTable(table)
    .set({ last_used_at: now.toISOString() })
    .where("access_key", "=", accessKey)
    .execute();
}
