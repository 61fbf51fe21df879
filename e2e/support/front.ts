/** A front in front of the service, as in production, whose files change while pages are open. */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Front {
  origin: string;
  /** From now on the console is another build: its files have other names, and those before are gone. */
  install(build: "assets" | "next"): void;
  close(): void;
}

/** Everything else comes from the service at this address. */
export function startFront(service: string): Promise<Front> {
  let build: "assets" | "next" = "assets";

  function handle(asked: IncomingMessage, answer: ServerResponse): void {
    const { url = "/", method, headers } = asked;
    const [, folder = "", file = ""] = /^\/(\w+)\/(.*\.js)$/.exec(url) ?? [];
    if (/^(assets|next)$/.test(folder) && folder !== build) return void answer.writeHead(404).end();
    const isPage = headers.accept?.includes("text/html") && !url.startsWith("/api/");
    const path = file ? `/assets/${file}` : url;
    // Uncompressed, so that names in it can be changed.
    const sent = isPage ? { ...headers, "accept-encoding": "identity" } : headers;
    const forwarded = request(service + path, { method, headers: sent }, async (received) => {
      if (!isPage) {
        answer.writeHead(received.statusCode ?? 502, received.headers);
        return void received.pipe(answer);
      }
      const page = (await received.toArray()).join("");
      const { "content-length": _, ...rest } = received.headers;
      answer.writeHead(received.statusCode ?? 502, rest);
      answer.end(page.replaceAll(/\/assets\/([\w.-]+\.js)/g, `/${build}/$1`));
    });
    asked.pipe(forwarded);
  }

  const server = createServer(handle);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () =>
      resolve({
        origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        install: (next) => {
          build = next;
        },
        close: () => void server.close().closeAllConnections(),
      }),
    );
  });
}
