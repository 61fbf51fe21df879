/** The page's uploads, wired to the Worker, the queries and the browser's own question before a page is left. */
import { call } from "../../api/client.ts";
import { imagePushed } from "../../resources/images.ts";
import { shownSession } from "../../resources/session.ts";
import { createDraftStore } from "./draft-store.ts";
import type { FromWorker, Posted, ToWorker } from "./messages.ts";
import { createUploadStore, isUnderWay } from "./upload-store.ts";

let worker: Worker | undefined;

/** The Worker is started by the first file: most visits choose none. */
function send(message: ToWorker): void {
  worker ??= startWorker();
  worker.postMessage({ message, user: shownSession()?.user.id } satisfies Posted);
}

function startWorker(): Worker {
  const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  started.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    drafts.receive(data);
    uploads.receive(data);
  };
  started.onerror = ({ message }) => {
    started.terminate();
    worker = undefined;
    drafts.clear();
    uploads.crash(message);
  };
  return started;
}

export const drafts = createDraftStore(send);

export const uploads = createUploadStore({
  send,
  now: () => performance.now(),
  // Any call would do: it is held back while the session has ended, and sent again after signing in (api/http.ts).
  signInAgain: async () => {
    await call("ListNamespaces", {});
  },
  onCompleted: () => void imagePushed(),
});

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

uploads.subscribe(() => {
  if (isUnderWay(uploads.get())) addEventListener("beforeunload", askBeforeLeaving);
  else removeEventListener("beforeunload", askBeforeLeaving);
});
