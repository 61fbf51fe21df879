/** Sends what the page upload sends, over a real connection of Node, and cuts it where a test says so. */
import { request } from "node:http";
import { NoAnswerError, type Transport, type TransportRequest } from "../core/registry-client/transport.ts";

export interface NodeTransport {
  send: Transport<Blob>;
  /** Every request that was begun, as `METHOD path`. */
  log: string[];
  /** Bytes of bodies that went out. */
  sentBytes: () => number;
}

interface Options {
  origin: string;
  /** Read anew for each request. */
  headers: () => Record<string, string>;
  /** How many bytes of this request's body go out before the connection is cut; undefined: it is left alone. */
  cutAfter?: (sent: TransportRequest<Blob>, count: number) => number | undefined;
}

export function nodeTransport({ origin, headers, cutAfter }: Options): NodeTransport {
  const log: string[] = [];
  let sentBytes = 0;

  const send: Transport<Blob> = async (sent) => {
    sent.signal?.throwIfAborted();
    log.push(`${sent.method} ${sent.url.split("?", 1)[0]}`);
    const bytes = sent.body instanceof Blob ? new Uint8Array(await sent.body.arrayBuffer()) : sent.body;
    const cut = cutAfter?.(sent, log.length);
    return await new Promise((resolve, reject) => {
      const outgoing = request(new URL(sent.url, origin), {
        method: sent.method,
        agent: false,
        headers: { ...headers(), ...sent.headers, "Content-Length": bytes?.length ?? 0 },
      });
      const fail = () => reject(sent.signal?.aborted ? sent.signal.reason : new NoAnswerError("cut"));
      outgoing.on("error", fail);
      sent.signal?.addEventListener("abort", () => outgoing.destroy(new Error("aborted")));
      outgoing.on("response", (response) => {
        if (cut !== undefined) return fail();
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => {
          text += part;
        });
        response.on("error", fail);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            header: (name) => response.headers[name.toLowerCase()]?.toString() ?? null,
            text,
          }),
        );
      });
      if (cut === undefined) {
        sentBytes += bytes?.length ?? 0;
        outgoing.end(bytes, () => sent.onSent?.(bytes?.length ?? 0));
        return;
      }
      // The end of the connection follows the bytes, so that these arrive. What the service says to it nobody hears.
      sentBytes += cut;
      sent.onSent?.(bytes?.length ?? 0);
      outgoing.write(bytes?.slice(0, cut) ?? "", () => outgoing.socket?.end());
    });
  };
  return { send, log, sentBytes: () => sentBytes };
}
