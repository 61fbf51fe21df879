import { once } from "node:events";
import { createServer } from "node:net";

/** Below what systems give out by themselves: there, any connection opened meanwhile could take the port. */
const [FIRST, LAST] = [20_000, 32_767];

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    const server = createServer().listen(port, "127.0.0.1");
    const free = await once(server, "listening").then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === "EADDRINUSE") return false;
        throw error;
      },
    );
    if (!free) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
