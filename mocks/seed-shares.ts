/** The demo's company and its partners: what they share with each other, in every state a share can be in. */
import { FOREVER } from "../core/shares.ts";
import { type Context, callerContext } from "../server/context.ts";
import { updateImage } from "../server/images/change-image.ts";
import { shareImage } from "../server/shares/share-image.ts";
import { createCaller } from "./create-caller.ts";
import { seedOrganization } from "./seed.ts";
import { PARTNERS } from "./seed-images.ts";

interface SeedShare {
  image: string;
  /** Whose the image is, or with whom it is shared: a partner. */
  partner: string;
  /** From today, below 0 for what has ended; undefined: for ever. */
  days?: number;
  description: string;
}

const OUT: SeedShare[] = [
  { image: "payments/checkout-api", partner: "northwind", days: 3, description: "Integration test, spring" },
  { image: "storefront/web", partner: "contoso", days: 90, description: "Pilot of the new shop" },
  { image: "storefront/cart", partner: "contoso", days: 90, description: "Pilot of the new shop" },
  { image: "data-platform/clickhouse", partner: "northwind", description: "Reporting, contract 2024-17" },
  { image: "edge/gateway", partner: "contoso", days: -10, description: "Evaluation" },
  { image: "ml-lab/feature-store", partner: "northwind", days: 5, description: "" },
];

const IN: SeedShare[] = [
  { image: "northwind-maps/tiles", partner: "northwind", description: "" },
  { image: "northwind-maps/geocoder", partner: "northwind", days: 6, description: "" },
  { image: "northwind-maps/routing/engine", partner: "northwind", days: -20, description: "" },
  { image: "contoso-tools/signer", partner: "contoso", days: 45, description: "" },
];

/** Became public after it was shared. */
const PUBLIC_SHARE: SeedShare = {
  image: "storefront/search",
  partner: "contoso",
  description: "Pilot of the new shop",
};

const DAY = 24 * 60 * 60_000;

export async function seedShares(context: Context): Promise<void> {
  const partners = new Map<string, Context>();
  for (const [account, organizations] of Object.entries(PARTNERS)) {
    const caller = await createCaller(context, { account, user: "admin", password: "demo" });
    const own = callerContext(context, caller, context.request);
    partners.set(account, own);
    for (const [name, images] of Object.entries(organizations)) await seedOrganization(own, name, images);
  }
  for (const share of OUT) await makeShare(context, share, share.partner);
  for (const share of IN) {
    const owner = partners.get(share.partner);
    if (owner) await makeShare(owner, share, context.caller.account.name);
  }
  await makeShare(context, PUBLIC_SHARE, PUBLIC_SHARE.partner);
  const { namespace, repository } = parts(PUBLIC_SHARE.image);
  await updateImage(daysBefore(context, 1), namespace, repository, { is_public: true });
}

/** What has ended was made a month before. */
async function makeShare(
  context: Context,
  { image, days, description }: SeedShare,
  account: string,
): Promise<void> {
  const now = context.clock().getTime();
  const deadline =
    days === undefined ? FOREVER : `${new Date(now + days * DAY).toISOString().slice(0, 10)}T00:00:00Z`;
  const made = daysBefore(context, days !== undefined && days < 0 ? 30 - days : 2);
  await shareImage(made, parts(image), { column: "name", values: [account] }, { deadline, description });
}

function daysBefore(context: Context, days: number): Context {
  const then = new Date(context.clock().getTime() - days * DAY);
  return { ...context, clock: () => then };
}

function parts(image: string) {
  const [namespace = "", ...rest] = image.split("/");
  return { namespace, repository: rest.join("/") };
}
