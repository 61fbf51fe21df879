/** One try: signs the event anew, sends it, and reads as much of the answer as is kept. */
import type { DeliveryReason, SentHeader } from "../../core/console-operations/deliveries.ts";
import type { Deps } from "../deps.ts";
import { type OutboundAnswer, OutboundError } from "../ports/outbound.ts";
import { EVENT_CONTENT_TYPE } from "./event.ts";
import { openSecrets, type SealedSecrets, sign } from "./secret.ts";

/** For the whole request: receivers are to answer first and work afterwards. */
const TIMEOUT_MS = 10_000;
/** Bytes kept of the answer's body. */
const ANSWER_MAX = 16 * 1024;
const HEADERS_MAX = 50;
const HEADER_VALUE_MAX = 1000;

export interface Receiver extends SealedSecrets {
  url: string;
}

interface Message {
  message_id: string;
  body: string;
}

export interface Try {
  at: Date;
  /** Milliseconds. */
  took: number;
  /** Why it failed; null: it succeeded. */
  reason: DeliveryReason | null;
  detail: string;
  url: string;
  requestHeaders: SentHeader[];
  /** Undefined where no answer came. */
  answer: { status: number; headers: SentHeader[]; body: string; isCut: boolean } | undefined;
  /** Milliseconds the receiver asks to be left alone for. */
  retryAfter: number | undefined;
}

type SendDeps = Pick<Deps, "clock" | "outbound" | "signingKey">;

/** Throws only where `signal` ended it. */
export async function send(
  deps: SendDeps,
  receiver: Receiver,
  { message_id: id, body }: Message,
  signal?: AbortSignal,
): Promise<Try> {
  const at = deps.clock();
  const tried = {
    at,
    took: 0,
    url: receiver.url,
    requestHeaders: [],
    answer: undefined,
    retryAfter: undefined,
  };
  const secrets = await openSecrets(deps, receiver).catch(() => undefined);
  if (!secrets) return { ...tried, reason: "no_secret", detail: "" };
  const timestamp = Math.floor(at.getTime() / 1000);
  const headers = {
    "content-type": EVENT_CONTENT_TYPE,
    "user-agent": "swr-console",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": await sign(secrets, { id, timestamp, body }),
  };
  const outcome = await ask(deps, receiver.url, headers, body, signal);
  const took = Math.max(0, deps.clock().getTime() - at.getTime());
  return { ...tried, took, requestHeaders: Object.entries(headers), ...outcome };
}

type Outcome = Pick<Try, "reason" | "detail" | "answer" | "retryAfter">;

async function ask(
  deps: SendDeps,
  url: string,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  try {
    const answer = await deps.outbound({
      url,
      method: "POST",
      headers,
      body,
      namedByOperator: false,
      timeoutMs: TIMEOUT_MS,
      maxBytes: ANSWER_MAX,
      cutsAnswer: true,
      signal,
    });
    return {
      reason: reasonOf(answer.status),
      detail: "",
      answer: kept(answer),
      retryAfter: retryAfterOf(answer),
    };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return { reason: error.failure, detail: error.message, answer: undefined, retryAfter: undefined };
  }
}

function reasonOf(status: number): DeliveryReason | null {
  if (status >= 200 && status < 300) return null;
  return status === 410 ? "gone" : "refused";
}

function kept({ status, headers, text, isCut = false }: OutboundAnswer): Try["answer"] {
  const entries = [...headers].slice(0, HEADERS_MAX);
  return {
    status,
    headers: entries.map(([name, value]) => [name, value.slice(0, HEADER_VALUE_MAX)]),
    body: text,
    isCut,
  };
}

/** `Retry-After` of 429 and 503, if it is in seconds; a date is ignored. */
function retryAfterOf({ status, headers }: OutboundAnswer): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return (status === 429 || status === 503) && seconds > 0 ? seconds * 1000 : undefined;
}
