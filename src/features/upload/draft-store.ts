/** Files that were chosen and not sent yet: what is in them, and the names their images will get. */

import { createState } from "../../lib/state.ts";
import type { FromWorker, ImageSummary, ToWorker } from "./messages.ts";
import type { UploadProblem } from "./push/problem.ts";
import type { Target } from "./push/push-plan.ts";

export interface DraftImage {
  summary: ImageSummary;
  /** As the person edits them; never empty. */
  names: { image: string; tag: string }[];
}

export type DraftState =
  | { kind: "reading" }
  | { kind: "rejected"; problem: UploadProblem }
  | { kind: "ready"; images: DraftImage[] };

export interface DraftFile {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  state: DraftState;
}

interface Drafts {
  files: readonly DraftFile[];
  /** More were chosen than may be sent at a time; those beyond were left out. */
  tooMany: boolean;
}

export interface DraftLimits {
  maxFiles: number;
  maxArchiveBytes: number | null;
}

const NOTHING: Drafts = { files: [], tooMany: false };

export function createDraftStore(send: (message: ToWorker) => void) {
  const state = createState(NOTHING);

  function change(id: string, next: DraftState): void {
    const { files, tooMany } = state.get();
    state.set({ tooMany, files: files.map((file) => (file.id === id ? { ...file, state: next } : file)) });
  }

  return {
    subscribe: state.subscribe,
    get: state.get,

    receive(message: FromWorker): void {
      const { id } = message;
      if (!state.get().files.some((file) => file.id === id)) return;
      if (message.type === "rejected") change(id, { kind: "rejected", problem: message.problem });
      if (message.type === "inspected") change(id, { kind: "ready", images: message.images.map(draftOf) });
    },

    add(chosen: readonly File[], { maxFiles, maxArchiveBytes }: DraftLimits): void {
      const { files } = state.get();
      const taken = chosen.slice(0, maxFiles - files.length);
      const added = taken.map((file) => ({ file, id: crypto.getRandomValues(new Uint32Array(4)).join("-") }));
      state.set({
        tooMany: taken.length < chosen.length,
        files: [
          ...files,
          ...added.map(
            ({ id, file: { name, size } }): DraftFile => ({ id, name, size, state: { kind: "reading" } }),
          ),
        ],
      });
      for (const { id, file } of added) send({ type: "inspect", id, file, maxBytes: maxArchiveBytes });
    },

    /** `at`: which of the image's names. */
    rename(id: string, image: number, at: number, name: Partial<DraftImage["names"][number]>): void {
      const draft = state.get().files.find((file) => file.id === id)?.state;
      if (draft?.kind !== "ready") return;
      const images = draft.images.map((current, index) =>
        index === image
          ? { ...current, names: current.names.map((old, nth) => (nth === at ? { ...old, ...name } : old)) }
          : current,
      );
      change(id, { kind: "ready", images });
    },

    remove(id: string): void {
      const { files } = state.get();
      state.set({ tooMany: false, files: files.filter((file) => file.id !== id) });
      send({ type: "drop", id });
    },

    clear(): void {
      const { files } = state.get();
      state.set(NOTHING);
      for (const { id } of files) send({ type: "drop", id });
    },

    /** Hands over what is ready and forgets the rest. */
    take(): { id: string; fileName: string; targets: Target[] }[] {
      const { files } = state.get();
      state.set(NOTHING);
      return files.flatMap(({ id, name, state: draft }) => {
        if (draft.kind === "ready") return [{ id, fileName: name, targets: targetsOf(draft.images) }];
        send({ type: "drop", id });
        return [];
      });
    },
  };
}

function draftOf(summary: ImageSummary): DraftImage {
  return { summary, names: summary.names.length > 0 ? summary.names : [{ image: "", tag: "latest" }] };
}

export function targetsOf(images: readonly DraftImage[]): Target[] {
  return images.flatMap(({ names }, index) => names.map((name) => ({ index, ...name })));
}
