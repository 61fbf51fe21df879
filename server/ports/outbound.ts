/** Requests that leave the service: to clusters, to regions, and whatever else people name in the console. */
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
   * For all of it, from the look-up of the name to the answer's last byte. Of a streamed body each part that is taken
   * begins it anew.
   */
  timeoutMs: number;
  /** Of the answer's body. */
  maxBytes: number;
  /** What of a longer one is read is enough; without it such an answer is a failure. */
  cutsAnswer?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

export interface OutboundAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** It is longer than `text`. */
  isCut?: boolean;
}

/** No answer to read. The message is for people and holds no secret. */
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
 * Whether an address that people name is one that only the operator may open. False as well where its name cannot be
 * resolved now: that is told when it is used.
 */
export type AddressCheck = (url: string) => Promise<boolean>;
