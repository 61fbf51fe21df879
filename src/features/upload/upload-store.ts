/** The queue of uploads: one file after another, pause and retry, and going on after signing in again. */

import { createState } from "../../lib/state.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import type { UploadProblem } from "./push/problem.ts";
import type { PushProgress } from "./push/progress.ts";
import type { Target } from "./push/push-plan.ts";

type UploadState =
  /** Waits for its turn; while the queue is paused, also what was running. */
  | { kind: "queued" }
  | { kind: "running" }
  /** Waits for the person to sign in again. */
  | { kind: "signed_out" }
  | { kind: "failed"; problem: UploadProblem }
  | { kind: "done" };

export interface Upload {
  id: string;
  fileName: string;
  organization: string;
  targets: Target[];
  state: UploadState;
  /** It has run before: it goes on instead of starting. */
  hasStarted: boolean;
  progress: PushProgress | undefined;
  /** Time it ran, without pauses. */
  ranMs: number;
}

export interface UploadQueue {
  uploads: readonly Upload[];
  paused: boolean;
}

export type NewUpload = Pick<Upload, "id" | "fileName" | "organization" | "targets">;

interface UploadStoreDeps {
  send: (message: ToWorker) => void;
  /** Resolves once the person has signed in again. */
  signInAgain: () => Promise<void>;
  onCompleted: (upload: Upload) => void;
  /** Milliseconds. */
  now: () => number;
}

export function createUploadStore({ send, signInAgain, onCompleted, now }: UploadStoreDeps) {
  const state = createState<UploadQueue>({ uploads: [], paused: false });
  let runningSince = 0;

  const find = (id: string) => state.get().uploads.find((upload) => upload.id === id);

  function change(id: string, part: Partial<Upload>): void {
    const { uploads, paused } = state.get();
    state.set({
      paused,
      uploads: uploads.map((upload) => (upload.id === id ? { ...upload, ...part } : upload)),
    });
  }

  /** Lets the next one run where nothing does. */
  function pump(): void {
    const { uploads, paused } = state.get();
    if (paused || uploads.some(({ state: { kind } }) => kind === "running" || kind === "signed_out")) return;
    const next = uploads.find(({ state: { kind } }) => kind === "queued");
    if (!next) return;
    const { id, organization, targets, hasStarted } = next;
    runningSince = now();
    change(id, { state: { kind: "running" }, hasStarted: true });
    send(hasStarted ? { type: "resume", id } : { type: "start", id, organization, targets });
  }

  /** Ends the running state. */
  function leave(upload: Upload, next: Partial<Upload>): void {
    change(upload.id, { ranMs: upload.ranMs + now() - runningSince, ...next });
  }

  function stopped(upload: Upload, problem: UploadProblem): void {
    if (problem.code !== "signed_out") {
      leave(upload, { state: { kind: "failed", problem } });
      pump();
      return;
    }
    leave(upload, { state: { kind: "signed_out" } });
    const goOn = () => {
      if (find(upload.id)?.state.kind !== "signed_out") return;
      change(upload.id, { state: { kind: "queued" } });
      pump();
    };
    // Any other failure of this call the upload will meet too, and report.
    signInAgain().then(goOn, goOn);
  }

  return {
    subscribe: state.subscribe,
    get: state.get,

    receive(message: FromWorker): void {
      const upload = find(message.id);
      // A message about an upload that was paused or cancelled meanwhile is out of date.
      if (upload?.state.kind !== "running") return;
      if (message.type === "progress") change(upload.id, { progress: message.progress });
      if (message.type === "stopped") stopped(upload, message.problem);
      if (message.type === "completed") {
        leave(upload, { state: { kind: "done" }, progress: message.progress });
        onCompleted(upload);
        pump();
      }
    },

    add(files: readonly NewUpload[]): void {
      const { uploads, paused } = state.get();
      const added = files.map((file): Upload => {
        return { ...file, state: { kind: "queued" }, hasStarted: false, progress: undefined, ranMs: 0 };
      });
      state.set({ paused, uploads: [...uploads, ...added] });
      pump();
    },

    pause(): void {
      const running = state.get().uploads.find((upload) => upload.state.kind === "running");
      state.set({ ...state.get(), paused: true });
      if (!running) return;
      leave(running, { state: { kind: "queued" } });
      send({ type: "pause", id: running.id });
    },

    resume(): void {
      state.set({ ...state.get(), paused: false });
      pump();
    },

    retry(id: string): void {
      if (find(id)?.state.kind !== "failed") return;
      change(id, { state: { kind: "queued" } });
      pump();
    },

    /** Cancels what has not ended, dismisses what has. */
    remove(id: string): void {
      const { uploads, paused } = state.get();
      const upload = find(id);
      if (!upload) return;
      state.set({ paused, uploads: uploads.filter((other) => other !== upload) });
      if (upload.state.kind !== "done") send({ type: "drop", id });
      pump();
    },

    clear(): void {
      const { uploads } = state.get();
      state.set({ uploads: [], paused: false });
      for (const {
        id,
        state: { kind },
      } of uploads)
        if (kind !== "done") send({ type: "drop", id });
    },

    /** The Worker has crashed: its uploads cannot go on. */
    crash(message: string): void {
      const { uploads, paused } = state.get();
      const failed: UploadState = { kind: "failed", problem: { code: "unexpected", message } };
      state.set({
        paused,
        uploads: uploads.map((upload) =>
          upload.state.kind === "done" ? upload : { ...upload, state: failed },
        ),
      });
    },
  };
}

/** Something would be lost if the page were closed. */
export function isUnderWay({ uploads }: UploadQueue): boolean {
  return uploads.some(
    ({ state: { kind } }) => kind === "queued" || kind === "running" || kind === "signed_out",
  );
}
