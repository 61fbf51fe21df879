/** The disk takes no writes: not the request's fault, and nothing is lost by sending it again later. */
export class StorageError extends Error {
  override name = "StorageError";

  constructor(problem: "the disk is full" | "the disk is read-only", cause: unknown) {
    super(problem, { cause });
  }
}
