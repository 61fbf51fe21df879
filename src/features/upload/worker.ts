/** Runs the uploads beside the page, so that neither slows the other. One at a time: the page sees to that. */
import { createRegistryClient } from "../../../core/registry-client/client.ts";
import { wait } from "../../../core/registry-client/retry.ts";
import type { Transport } from "../../../core/registry-client/transport.ts";
import { CONSOLE_REGISTRY_PREFIX, USER_HEADER } from "../../../core/session.ts";
import type { Posted } from "./messages.ts";
import { xhrTransport } from "./push/xhr-transport.ts";
import { createUploadService } from "./upload-service.ts";

let user: string | undefined;

const asUser: Transport<Blob> = (request) =>
  xhrTransport({
    ...request,
    headers: { ...request.headers, ...(user !== undefined && { [USER_HEADER]: user }) },
  });

const handle = createUploadService({
  client: createRegistryClient(asUser, `${CONSOLE_REGISTRY_PREFIX}/v2`),
  wait,
  now: () => performance.now(),
  post: (message) => postMessage(message),
});

addEventListener("message", ({ data }: MessageEvent<Posted>) => {
  user = data.user;
  handle(data.message);
});

postMessage("runs");
