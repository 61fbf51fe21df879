import type { ArchiveProblem } from "../archive/problem.ts";

/** Why an upload stopped. Layers are counted from 1, as the tray shows them. */
export type PushProblem =
  | { code: "signed_out" | "forbidden" | "no_organization" | "file_changed" }
  | { code: "network" | "server_failed" | "storage_full" | "quota_used_up" }
  | { code: "layer_damaged" | "layer_too_large"; layer: number; digest: string }
  | { code: "refused"; status: number; message: string }
  /** A fault of the console itself. */
  | { code: "unexpected"; message: string };

export type UploadProblem = ArchiveProblem | PushProblem;

export class PushError extends Error {
  override name = "PushError";
  readonly problem: PushProblem;

  constructor(problem: PushProblem) {
    super(problem.code);
    this.problem = problem;
  }
}
