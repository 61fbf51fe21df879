/** What the form holds, and what can be said of a webhook without asking the service. */
import type { Webhook, WebhookEntry } from "../../../core/console-operations/webhooks.ts";
import { WEBHOOK_NAME_MAX, WEBHOOK_URL_MAX } from "../../../core/limits.ts";
import {
  type ConditionValues,
  conditionOf,
  conditionValues,
  EVERY_TAG,
} from "../../components/condition/condition.ts";
import type { WebhookSettings } from "../../resources/webhooks.ts";

export const EVENTS = ["push", "delete"] as const;

export interface WebhookValues extends ConditionValues {
  name: string;
  url: string;
  events: Webhook["events"];
  enabled: boolean;
}

export const EMPTY: WebhookValues = { name: "", url: "", events: ["push"], ...EVERY_TAG, enabled: true };

export function valuesOf(webhook: Webhook): WebhookValues {
  const { name, url, events, condition_type: type, condition, enabled } = webhook;
  return { name, url, events, ...conditionValues({ type, condition }), enabled };
}

export function settingsOf(values: WebhookValues): WebhookSettings {
  return {
    name: values.name.trim(),
    url: values.url.trim(),
    events: values.events,
    condition_type: values.type,
    condition: conditionOf(values),
    enabled: values.enabled,
  };
}

export type NameProblem = "empty" | "too_long";

export function nameProblem(name: string): NameProblem | undefined {
  if (name.trim() === "") return "empty";
  return name.trim().length > WEBHOOK_NAME_MAX ? "too_long" : undefined;
}

export type UrlProblem = "empty" | "too_long" | "not_http" | "credentials";

/** The service checks the same, and then where the address leads. */
export function urlProblem(text: string): UrlProblem | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return "empty";
  if (trimmed.length > WEBHOOK_URL_MAX) return "too_long";
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === "") return "not_http";
  return url.username !== "" || url.password !== "" ? "credentials" : undefined;
}

/** `organization/image`, or the organization alone. */
export function placeName({ namespace, repository }: Pick<WebhookEntry, "namespace" | "repository">): string {
  return repository === null ? namespace : `${namespace}/${repository}`;
}

export type Health = "off" | "gone" | "blocked" | "failing" | "works" | "new";

/** The most important fact of its state. */
export function healthOf(webhook: Webhook): Health {
  if (!webhook.enabled) return webhook.off_reason ?? "off";
  if (webhook.is_blocked) return "blocked";
  if (webhook.failing_since !== null) return "failing";
  return webhook.last_success_at === null ? "new" : "works";
}
