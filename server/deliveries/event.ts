/** What receivers are sent: CloudEvents 1.0 in JSON, structured mode. docs/webhooks.md tells receivers of it. */
import type { EventType } from "../../core/console-operations/deliveries.ts";
import { type ActorContext, actorName } from "../context.ts";

export const EVENT_CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";

/** Where the event happened; `image` is undefined for a whole organization. */
export interface EventPlace {
  organization: string;
  image: string | undefined;
}

/** What happened. */
export interface EventFacts {
  type: EventType;
  /** Of an event about one tag. */
  tag?: string;
  data?: Record<string, unknown>;
}

/** The same id stands in the body and, at each try, in `webhook-id`. */
export function newMessageId(): string {
  return `msg_${crypto.randomUUID().replaceAll("-", "")}`;
}

export function eventBody(
  context: ActorContext,
  id: string,
  { organization, image }: EventPlace,
  { type, tag, data = {} }: EventFacts,
): string {
  const path = image === undefined ? organization : `${organization}/${image}`;
  return JSON.stringify({
    specversion: "1.0",
    id,
    source: `${new URL(context.config.publicUrl).origin}/${path}`,
    type,
    ...(tag !== undefined && { subject: tag }),
    time: context.clock().toISOString(),
    datacontenttype: "application/json",
    data: {
      organization,
      ...(image !== undefined && { image }),
      ...(tag !== undefined && { tag }),
      ...data,
      by: actorName(context),
      via: doorOf(context),
    },
  });
}

const DOORS = {
  login: "registry",
  session: "console",
  token: "api",
  key: "api",
  job: "job",
} as const satisfies Record<ActorContext["actor"]["via"], string>;

function doorOf({ actor }: ActorContext): string {
  return DOORS[actor.via];
}
