/** The page's uploads, wired to the Worker, the queries and the browser's own question before a page is left. */
import { call } from "../../api/client.ts";
import { loadPart } from "../../lib/load-part.ts";
import { imagePushed } from "../../resources/images.ts";
import { shownSession } from "../../resources/session.ts";
import { createDraftStore } from "./draft-store.ts";
import type { FromWorker, Posted, ToWorker } from "./messages.ts";
import { createUploadStore, isUnderWay } from "./upload-store.ts";

let worker: Promise<Worker> | undefined;

/** The Worker is started by the first file: most visits choose none. */
function send(message: ToWorker): void {
  const posted: Posted = { message, user: shownSession()?.user.id };
  if (!worker) {
    worker = loadPart(startWorker);
    worker.catch(({ message }: Error) => crash(message));
  }
  void worker.then(
    (started) => started.postMessage(posted),
    () => undefined,
  );
}

/** Rejects where its code could not be fetched. */
function startWorker(): Promise<Worker> {
  const { promise, resolve, reject } = Promise.withResolvers<Worker>();
  let runs = false;
  const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  started.onmessage = ({ data }: MessageEvent<FromWorker | "runs">) => {
    if (data === "runs") {
      runs = true;
      resolve(started);
      return;
    }
    drafts.receive(data);
    uploads.receive(data);
  };
  started.onerror = ({ message }) => {
    started.terminate();
    if (runs) crash(message);
    else reject(new Error(message));
  };
  return promise;
}

function crash(message: string): void {
  worker = undefined;
  drafts.clear();
  uploads.crash(message);
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
