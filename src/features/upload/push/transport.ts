/** One HTTP request of the upload. In the page it is an XMLHttpRequest, as `fetch` does not tell how much was sent. */

export interface TransportRequest {
  method: "HEAD" | "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  url: string;
  headers?: Record<string, string>;
  body?: Blob | Uint8Array<ArrayBuffer>;
  signal?: AbortSignal | undefined;
  /** Told how many bytes of the body are out, from time to time. */
  onSent?: ((bytes: number) => void) | undefined;
}

export interface TransportAnswer {
  status: number;
  header(name: string): string | null;
  text: string;
}

/** Rejects with NoAnswerError where none came, and with the signal's reason where it was aborted. */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;

export class NoAnswerError extends Error {
  override name = "NoAnswerError";
}
