/** The people of the demo's company, and what each may do there: by the service's own functions. */
import { type GrantedLevel, LEVEL } from "../core/permissions.ts";
import type { Context } from "../server/context.ts";
import { createGrants } from "../server/grants/change-grants.ts";
import { createUser } from "../server/iam/users.ts";

interface SeedUser {
  name: string;
  description: string;
  /** By organization, or `organization/image`. */
  rights: Record<string, GrantedLevel>;
  enabled?: boolean;
  access_mode?: "default" | "programmatic" | "console";
}

const { read, edit, manage } = LEVEL;

const USERS: SeedUser[] = [
  { name: "chen.wei", description: "Platform", rights: { "base-images": manage, edge: manage } },
  { name: "amara.okafor", description: "Platform", rights: { "base-images": edit, edge: edit } },
  { name: "liu.yang", description: "Data", rights: { "data-platform": manage, "base-images": read } },
  { name: "priya.raman", description: "Data", rights: { "data-platform": edit, "ml-lab": read } },
  {
    name: "jonas.berg",
    description: "Machine learning",
    rights: { "ml-lab": manage, "data-platform": read },
  },
  { name: "sofia.rossi", description: "Machine learning", rights: { "ml-lab": edit } },
  { name: "wang.fang", description: "Payments", rights: { payments: manage, "base-images": read } },
  {
    name: "daniel.novak",
    description: "Payments",
    rights: { payments: edit, "payments/ledger": manage, "storefront/cart": read },
  },
  { name: "zhao.min", description: "Storefront", rights: { storefront: manage, "payments/ledger": read } },
  { name: "lena.fischer", description: "Storefront", rights: { storefront: edit } },
  {
    name: "ci-storefront",
    description: "Builds of the shop",
    rights: { storefront: edit, "base-images": read },
    access_mode: "programmatic",
  },
  {
    name: "auditor",
    description: "Yearly audit, ended",
    rights: { payments: read, "data-platform": read },
    enabled: false,
    access_mode: "console",
  },
];

export async function seedUsers(context: Context): Promise<void> {
  for (const { name, description, rights, enabled = true, access_mode = "default" } of USERS) {
    const user = await createUser(context, {
      name,
      password: "demo-password",
      description,
      enabled,
      access_mode,
      is_administrator: false,
    });
    for (const [place, auth] of Object.entries(rights)) {
      const [namespace = "", ...image] = place.split("/");
      const repository = image.length > 0 ? image.join("/") : undefined;
      await createGrants(context, { namespace, repository }, [{ user_id: user.id, user_name: name, auth }]);
    }
  }
}
