/** `npm run dev`: the service, started again on every change, and the console with hot reload in front of it. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createServer } from "vite";

const root = join(import.meta.dirname, "..");

const service = spawn(process.execPath, ["--watch", "--watch-preserve-output", "server/node/main.ts"], {
  cwd: root,
  stdio: "inherit",
});
const devServer = await createServer({ root });
await devServer.listen();
devServer.printUrls();

async function stop(): Promise<void> {
  service.kill();
  await devServer.close();
  process.exit();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
service.once("exit", stop);
