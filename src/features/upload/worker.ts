/** Runs the uploads beside the page, so that neither slows the other. One at a time: the page sees to that. */
import { createRegistryClient } from "../../../core/registry-client/client.ts";
import { wait } from "../../../core/registry-client/retry.ts";
import { CONSOLE_REGISTRY_PREFIX } from "../../../core/session.ts";
import type { ToWorker } from "./messages.ts";
import { xhrTransport } from "./push/xhr-transport.ts";
import { createUploadService } from "./upload-service.ts";

const handle = createUploadService({
  client: createRegistryClient(xhrTransport, `${CONSOLE_REGISTRY_PREFIX}/v2`),
  wait,
  now: () => performance.now(),
  post: (message) => postMessage(message),
});

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => handle(data));
