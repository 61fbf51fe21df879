/** The people of the demo's company, and what each may do there: by the service's own functions. */
import type { AccessMode } from "../core/iam-operations/users.ts";
import { type GrantedLevel, LEVEL } from "../core/permissions.ts";
import type { Context } from "../server/context.ts";
import { createGrants } from "../server/grants/change-grants.ts";
import { createUser } from "../server/iam/users.ts";

interface SeedUser {
  name: string;
  description: string;
  /** By organization, or `organization/image`. */
  rights: Record<string, GrantedLevel>;
  /** Days ago. */
  created: number;
  /** Days ago; left out: never. */
  lastSignIn?: number;
  isAdministrator?: true;
  enabled?: boolean;
  access_mode?: AccessMode;
}

const DAY = 24 * 60 * 60_000;

const { read, edit, manage } = LEVEL;

const USERS: SeedUser[] = [
  {
    name: "chen.wei",
    description: "Platform",
    created: 290,
    lastSignIn: 0.2,
    isAdministrator: true,
    rights: { "base-images": manage, edge: manage },
  },
  {
    name: "amara.okafor",
    description: "Platform",
    created: 212,
    lastSignIn: 1.3,
    rights: { "base-images": edit, edge: edit },
  },
  {
    name: "liu.yang",
    description: "Data",
    created: 280,
    lastSignIn: 0.1,
    rights: { "data-platform": manage, "base-images": read },
  },
  {
    name: "priya.raman",
    description: "Data",
    created: 77,
    lastSignIn: 0.6,
    rights: { "data-platform": edit, "ml-lab": read },
  },
  {
    name: "jonas.berg",
    description: "Machine learning",
    created: 150,
    lastSignIn: 2,
    rights: { "ml-lab": manage, "data-platform": read },
  },
  {
    name: "sofia.rossi",
    description: "Machine learning",
    created: 96,
    lastSignIn: 9,
    rights: { "ml-lab": edit },
  },
  {
    name: "wang.fang",
    description: "Payments",
    created: 188,
    lastSignIn: 3,
    rights: { payments: manage, "base-images": read },
  },
  {
    name: "daniel.novak",
    description: "Payments",
    created: 64,
    rights: { payments: edit, "payments/ledger": manage, "storefront/cart": read },
  },
  {
    name: "zhao.min",
    description: "Storefront",
    created: 201,
    lastSignIn: 0.4,
    rights: { storefront: manage, "payments/ledger": read },
  },
  {
    name: "lena.fischer",
    description: "Storefront",
    created: 31,
    lastSignIn: 5,
    rights: { storefront: edit },
  },
  {
    name: "ci-storefront",
    description: "Builds of the shop",
    created: 180,
    lastSignIn: 0.03,
    rights: { storefront: edit, "base-images": read },
    access_mode: "programmatic",
  },
  {
    name: "auditor",
    description: "Yearly audit, ended",
    created: 260,
    lastSignIn: 55,
    rights: { payments: read, "data-platform": read },
    enabled: false,
    access_mode: "console",
  },
];

export async function seedUsers(context: Context): Promise<void> {
  const now = context.clock().getTime();
  const ago = (days: number) => new Date(now - days * DAY);
  for (const { name, description, rights, created, lastSignIn, ...seeded } of USERS) {
    const user = await createUser(
      { ...context, clock: () => ago(created) },
      {
        name,
        password: "demo-password",
        description,
        enabled: seeded.enabled ?? true,
        access_mode: seeded.access_mode ?? "default",
        is_administrator: seeded.isAdministrator ?? false,
      },
    );
    if (lastSignIn !== undefined) {
      const last_sign_in_at = ago(lastSignIn).toISOString();
      await context.db.updateTable("users").set({ last_sign_in_at }).where("id", "=", user.id).execute();
    }
    for (const [place, auth] of Object.entries(rights)) {
      const [namespace = "", ...image] = place.split("/");
      const repository = image.length > 0 ? image.join("/") : undefined;
      await createGrants(context, { namespace, repository }, [{ user_id: user.id, user_name: name, auth }]);
    }
  }
}
