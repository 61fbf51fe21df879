/** A TCP proxy in front of a service, which counts what goes in, slows it down, holds it up, or cuts it. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface TestProxy {
  origin: string;
  /** Bytes that clients sent, heads and all. */
  received: number;
  /** Connections that are open. */
  open: number;
  /** The next connection that has sent so many bytes is cut; undefined: none is. */
  cutAfter: number | undefined;
  /** Passes no more than so many bytes at a time on, with a pause after each. */
  slow: { bytes: number; pauseMs: number } | undefined;
  /** Takes nothing. */
  holds: boolean;
  close(): Promise<void>;
}

export async function createProxy(target: string): Promise<TestProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let sent = 0;
    let isCut = false;
    proxy.open += 1;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        client.destroy();
        if (!isCut) upstream.destroy();
        sockets.delete(socket);
      });
    }
    client.on("close", () => {
      proxy.open -= 1;
    });
    upstream.pipe(client);
    client.on("data", (bytes: Buffer) => {
      proxy.received += bytes.byteLength;
      sent += bytes.byteLength;
      if (proxy.cutAfter !== undefined && sent >= proxy.cutAfter) {
        proxy.cutAfter = undefined;
        // What was sent arrives before the end does.
        upstream.end(bytes);
        isCut = true;
        client.destroy();
        return;
      }
      const isBody = sent > 64 * 1024;
      if (isBody && proxy.holds) {
        // Paused, it would not see that its client has gone.
        client.pause().setTimeout(3000, () => client.destroy());
        return;
      }
      upstream.write(bytes);
      if (isBody && proxy.slow) {
        client.pause();
        setTimeout(() => client.resume(), (proxy.slow.pauseMs * bytes.byteLength) / proxy.slow.bytes);
      }
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const proxy: TestProxy = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: 0,
    open: 0,
    cutAfter: undefined,
    slow: undefined,
    holds: false,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
