/** What the page and the upload's Worker say to each other. `id` is a file's, chosen by the page. */
import type { ArchiveImage } from "./archive/archive-image.ts";
import type { ArchiveProblem } from "./archive/problem.ts";
import type { ImageReference } from "./archive/reference.ts";
import type { PushProblem, UploadProblem } from "./push/problem.ts";
import type { PushProgress } from "./push/progress.ts";
import type { Target } from "./push/push-plan.ts";

export type ToWorker =
  | { type: "inspect"; id: string; file: Blob; maxBytes: number | null }
  /** Only after `inspected`. */
  | { type: "start"; id: string; organization: string; targets: Target[] }
  /** Goes on after a pause or a failure. */
  | { type: "resume"; id: string }
  | { type: "pause"; id: string }
  /** Stops where it is, gives up what was sent half, and forgets the file. */
  | { type: "drop"; id: string };

/** `user`: whom the page shows as signed in, and so pushes. */
export interface Posted {
  message: ToWorker;
  user: string | undefined;
}

export type FromWorker =
  | { type: "inspected"; id: string; images: ImageSummary[] }
  | { type: "rejected"; id: string; problem: ArchiveProblem | PushProblem }
  | { type: "progress"; id: string; progress: PushProgress }
  | { type: "completed"; id: string; progress: PushProgress }
  | { type: "stopped"; id: string; problem: UploadProblem };

/** What a person is shown of an image before anything is sent. */
export interface ImageSummary {
  names: ImageReference[];
  digest: string;
  layers: number;
  /** Bytes. */
  size: number;
  platforms: string[];
  missingPlatforms: string[];
}

export function summarize({
  names,
  blobs,
  manifests,
  platforms,
  missingPlatforms,
}: ArchiveImage): ImageSummary {
  return {
    names,
    digest: manifests.at(-1)?.digest ?? "",
    layers: blobs.filter(({ kind }) => kind === "layer").length,
    size: blobs.reduce((sum, { size }) => sum + size, 0),
    platforms,
    missingPlatforms,
  };
}
