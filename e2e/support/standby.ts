/** A service that has read its modules, which is most of a start, and begins with the first line it is sent. */
import { once } from "node:events";
import "../../server/app.ts";
import "../../server/handlers.ts";
import "../../server/job-kinds.ts";

await once(process.stdin, "data");
process.stdin.destroy();
await import("../../server/node/main.ts");
