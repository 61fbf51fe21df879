import type { RegionFailure } from "../../core/console-operations/regions.ts";
import { RegistryFailure } from "../../core/registry-client/client.ts";
import { oneLine } from "../one-line.ts";
import { OutboundError } from "../ports/outbound.ts";
import { NoAnswerFromRegion } from "./registry.ts";

/** What is wrong with a region; undefined for an error that is not about it. */
export function regionFailure(error: unknown): RegionFailure | undefined {
  if (error instanceof OutboundError || error instanceof NoAnswerFromRegion) {
    return { reason: error.failure, detail: error.message };
  }
  if (!(error instanceof RegistryFailure)) return undefined;
  if (error.cause instanceof NoAnswerFromRegion) return regionFailure(error.cause);
  return failureOfStatus(error.status, error.message);
}

export function failureOfStatus(status: number, message: string): RegionFailure {
  const detail = message === "" ? String(status) : `${status}: ${oneLine(message)}`;
  if (status === 401) return { reason: "unauthorized", detail };
  if (status === 403) return { reason: "forbidden", detail };
  if (status === 429) return { reason: "too_many_requests", detail };
  if (status >= 500) return { reason: "server", detail };
  return { reason: "not_registry", detail };
}
