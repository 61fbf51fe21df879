import type { Deps } from "../../server/deps.ts";

/** A trigger and what it did: one firing, complete, which can be rolled back. Answers the firing's id. */
export async function layFiring(
  { db, clock }: Pick<Deps, "db" | "clock">,
  image_id: number,
  { name, digest }: { name: string; digest: string },
): Promise<number> {
  const now = clock().toISOString();
  const image = db.selectFrom("images").select("account_id").where("id", "=", image_id);
  const { account_id } = await image.executeTakeFirstOrThrow();
  const made = { creator_name: "admin", created_at: now };
  const trigger = await db
    .insertInto("triggers")
    .values({
      image_id,
      account_id,
      name,
      enabled: 1,
      type: "all",
      condition: ".*",
      mode: "cce",
      cluster_id: "operators",
      cluster_name: "operators",
      cluster_ns: "team-a",
      app_type: "deployments",
      application: "web",
      container: "",
      ...made,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const changes = [{ container: "app", is_init: false, before: "a", after: "b" }];
  const { id } = await db
    .insertInto("trigger_firings")
    .values({
      trigger_id: trigger.id,
      cause: "push",
      tag: "v1",
      digest,
      previous_digest: null,
      state: "success",
      reason: "complete",
      targets: null,
      changes: JSON.stringify(changes),
      generation: 1,
      ...made,
      set_at: now,
      progressed_at: now,
      ended_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db.updateTable("triggers").set({ last_firing_id: id }).where("id", "=", trigger.id).execute();
  return id;
}
