/** What the demo can begin with. Each is made by the service's own functions, or by rows where they would take too long. */
import type { SignIn } from "../core/session.ts";
import { type Context, callerContext } from "../server/context.ts";
import type { Deps } from "../server/deps.ts";
import { recordLogin } from "../server/getting-started/service.ts";
import { createUser } from "../server/iam/users.ts";
import { seedManyImages, seedManyTags } from "./bulk.ts";
import { createCaller } from "./create-caller.ts";
import { seed } from "./seed.ts";
import { seedRetentions } from "./seed-retention.ts";
import { seedShares } from "./seed-shares.ts";
import { seedSync } from "./seed-sync.ts";
import { seedTraffic } from "./seed-traffic.ts";
import { seedTriggers } from "./seed-triggers.ts";
import { seedUsers } from "./seed-users.ts";
import { seedWebhooks } from "./seed-webhooks.ts";

/**
 * `company`: six organizations at work. `empty`: an account on its first day. `limited`: the company, seen by a user
 * with few rights. `manyTags`: the company with an image of 10 000 tags. `manyImages`: 100 000 images besides.
 */
export const SCENARIOS = ["company", "empty", "limited", "manyTags", "manyImages"] as const;

export type Scenario = (typeof SCENARIOS)[number];

const ADMINISTRATOR: SignIn = { account: "demo", user: "admin", password: "demo" };

const LIMITED_USER: SignIn = { ...ADMINISTRATOR, user: "dev" };

/** Who looks at the scenario. */
export function visitorOf(scenario: Scenario): SignIn {
  return scenario === "limited" ? LIMITED_USER : ADMINISTRATOR;
}

/** The demo's images seem to live at the service's public address. */
export async function prepare(deps: Deps, scenario: Scenario): Promise<void> {
  const admin = await createCaller(deps, ADMINISTRATOR);
  if (scenario === "empty") return;
  const { host } = new URL(deps.config.publicUrl);
  const context = callerContext(deps, admin, { id: "demo", host, clientAddress: undefined });
  await seed(context);
  await seedTraffic(deps, admin.account.id);
  await recordLogin(deps, admin.account.id);
  await seedUsers(context);
  await seedShares(context);
  await seedRetentions(context);
  await seedTriggers(context);
  await seedWebhooks(context);
  await seedSync(context);
  if (scenario === "limited") await addLimitedUser(context);
  if (scenario === "manyTags")
    await seedManyTags(deps, { organization: "storefront", image: "nightly", tags: 10_000 });
  if (scenario === "manyImages") await seedManyImages(deps, admin, { organizations: 200, images: 100_000 });
}

/** Reads one organization, edits another, manages a single image of a third, and sees nothing of the rest. */
async function addLimitedUser(context: Context): Promise<void> {
  const { db } = context;
  const input = { ...LIMITED_USER, name: LIMITED_USER.user, access_mode: "default", enabled: true } as const;
  const user = await createUser(context, { ...input, description: "", is_administrator: false });
  const organizationOf = async (name: string) =>
    (await db.selectFrom("organizations").select("id").where("name", "=", name).executeTakeFirstOrThrow()).id;
  await db
    .insertInto("organization_grants")
    .values([
      { organization_id: await organizationOf("base-images"), user_id: user.id, level: 1 },
      { organization_id: await organizationOf("storefront"), user_id: user.id, level: 3 },
    ])
    .execute();
  const image = await db
    .selectFrom("images")
    .select("id")
    .where("name", "=", "ledger")
    .executeTakeFirstOrThrow();
  await db.insertInto("image_grants").values({ image_id: image.id, user_id: user.id, level: 7 }).execute();
}
