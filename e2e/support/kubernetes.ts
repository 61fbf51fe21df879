/** A cluster's API on a port of this machine, answered by a stand-in (mocks/kubernetes.ts). */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Outbound, OutboundError } from "../../server/ports/outbound.ts";

export interface ServedCluster {
  /** Of its API. */
  server: string;
  close(): Promise<void>;
}

/** `behind`: the server that `outbound` takes the requests for. */
export async function serveCluster(
  outbound: Outbound,
  behind = "https://k8s.example",
): Promise<ServedCluster> {
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = chunks.length === 0 ? undefined : Buffer.concat(chunks).toString();
    const headers = {
      Authorization: request.headers.authorization ?? "",
      ...(request.headers["content-type"] && { "Content-Type": request.headers["content-type"] }),
    };
    try {
      const url = `${behind}${request.url}`;
      const limits = { namedByOperator: false, timeoutMs: 10_000, maxBytes: 1 << 24 };
      const answer = await outbound({ url, method: request.method ?? "GET", headers, body, ...limits });
      response.writeHead(answer.status, { "Content-Type": "application/json" }).end(answer.text);
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      request.socket.destroy();
    }
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  // It ends with the process, whoever forgets to close it.
  http.unref();
  return {
    server: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
}
