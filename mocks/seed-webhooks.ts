/** The demo's webhooks and what they sent: told by the service itself, at the time it would have. */

import { type Context, callerContext } from "../server/context.ts";
import { announcePush } from "../server/deliveries/announce.ts";
import { deliveryRun } from "../server/deliveries/run.ts";
import { OutboundError } from "../server/ports/outbound.ts";
import { findPlace } from "../server/webhooks/find-webhook.ts";
import { sendTest } from "../server/webhooks/history.ts";
import { createWebhook } from "../server/webhooks/service.ts";
import { RECEIVERS, withReceivers } from "./demo-receivers.ts";

const HOUR = 60 * 60_000;

type Settings = Parameters<typeof createWebhook>[2];

const PUSHES = {
  events: ["push"],
  condition_type: "all",
  condition: "",
  enabled: true,
} satisfies Partial<Settings>;

export async function seedWebhooks(context: Context): Promise<void> {
  const outbound = withReceivers(async () => {
    throw new OutboundError("unreachable", "the demo has no network");
  });
  const within = callerContext({ ...context, outbound }, context.caller, context.request);
  const web = { namespace: "storefront", repository: "web" };
  const checkout = { namespace: "payments", repository: "checkout-api" };
  const ci = await create(within, web, {
    ...PUSHES,
    name: "CI",
    url: RECEIVERS.ci,
    condition_type: "regular",
    condition: "^8\\.3\\.[0-9]+$",
  });
  await sendTest(at(within, 400), ci);
  await create(
    within,
    { namespace: "storefront" },
    {
      ...PUSHES,
      name: "Asset inventory",
      url: RECEIVERS.inventory,
      events: ["push", "delete"],
    },
  );
  for (const [tag, ago] of [
    ["8.3.13", 150],
    ["8.3.14", 80],
    ["8.3.15", 9],
  ] as const)
    await push(within, web, tag, ago);
  await create(within, web, { ...PUSHES, name: "Chat", url: RECEIVERS.chat });
  await push(within, web, "latest", 2);
  await create(within, checkout, { ...PUSHES, name: "Old deployer", url: RECEIVERS.retired });
  await push(within, checkout, "5.12.13", 52);
}

async function create(
  context: Context,
  where: Parameters<typeof findPlace>[1],
  settings: Settings,
): Promise<string> {
  const made = at(context, 420);
  return (await createWebhook(made, await findPlace(made, where), settings)).id;
}

/** As if the tag had come then, with what was answered. */
async function push(
  context: Context,
  { namespace, repository }: { namespace: string; repository: string },
  tag: string,
  hoursAgo: number,
): Promise<void> {
  const then = at(context, hoursAgo);
  const { imageId, image } = await findPlace(then, { namespace, repository });
  if (imageId === null) throw new Error(`no image for ${image}`);
  const { digest } = await then.db
    .selectFrom("tags")
    .select("digest")
    .where("image_id", "=", imageId)
    .where("name", "=", tag)
    .executeTakeFirstOrThrow();
  await announcePush(then, imageId, { name: tag, digest, previousDigest: undefined });
  const { signal } = new AbortController();
  for (const { key } of await then.db
    .selectFrom("jobs")
    .select("key")
    .where("kind", "=", deliveryRun.name)
    .execute()) {
    const effect = await deliveryRun.run({ ...then, signal, key, attempt: 1 }, null);
    await effect?.(then);
  }
}

/** The clock goes on a little each time it is looked at. */
function at(context: Context, hoursAgo: number): Context {
  let then = context.clock().getTime() - hoursAgo * HOUR;
  return {
    ...context,
    clock: () => {
      then += 47;
      return new Date(then);
    },
  };
}
