/**
 * One HTTP request to a registry. In the page it is an XMLHttpRequest, as `fetch` does not tell how much was sent; in the
 * service it leaves by `Deps.outbound`. `Body` is what each sends without holding it in memory.
 */

export interface TransportRequest<Body> {
  method: "HEAD" | "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  url: string;
  headers?: Record<string, string>;
  body?: Body | Uint8Array<ArrayBuffer>;
  signal?: AbortSignal | undefined;
  /** Called from time to time with the number of bytes sent. */
  onSent?: ((bytes: number) => void) | undefined;
}

export interface TransportAnswer {
  status: number;
  header(name: string): string | null;
  text: string;
}

/** Rejects with NoAnswerError where none came, and with the signal's reason where it was aborted. */
export type Transport<Body> = (request: TransportRequest<Body>) => Promise<TransportAnswer>;

export class NoAnswerError extends Error {
  override name = "NoAnswerError";
}
