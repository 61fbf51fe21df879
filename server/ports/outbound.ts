/** Requests that leave the service: to clusters, regions, webhooks and whatever else people name. */
import type { OutboundFailure } from "../../core/outbound-failures.ts";

/** A body that is sent as it is read, and never held whole. */
export interface StreamedBody {
  /** Bytes. */
  length: number;
  open(): ReadableStream<Uint8Array>;
}

export interface OutboundRequest {
  /** http or https, without credentials in it. */
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array | StreamedBody | undefined;
  /** Told how many bytes of a streamed body have been taken by the connection. */
  onSent?: ((bytes: number) => void) | undefined;
  /** PEM. With `ca` no other authority counts. */
  tls?: { ca?: string; cert?: string; key?: string; serverName?: string } | undefined;
  /** The operator's own file names the address: it may lie anywhere. */
  namedByOperator: boolean;
  /**
   * Milliseconds for the whole request, from resolving the name to the answer's last byte. Each part of a streamed body
   * that is sent begins them anew. Connecting has a bound of its own within them.
   */
  timeoutMs: number;
  /** Of the answer's body. */
  maxBytes: number;
  /** A longer answer is cut at `maxBytes`; without this it is a failure. */
  cutsAnswer?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

export interface OutboundAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The answer is longer than `text`. */
  isCut?: boolean;
}

/** The request has no answer that can be read. The message is for people and holds no secret. */
export class OutboundError extends Error {
  override name = "OutboundError";
  readonly failure: OutboundFailure;

  constructor(failure: OutboundFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** Throws OutboundError, or the signal's reason where that ended it. */
export type Outbound = (request: OutboundRequest) => Promise<OutboundAnswer>;

/**
 * Whether an address lies inside a network, which only the operator may open. False also where its name cannot be
 * resolved now: that fails when it is used.
 */
export type AddressCheck = (url: string) => Promise<boolean>;
