/** What a kind of job is. Each is described beside the feature it belongs to and handed to the runner. */
import type { ActorContext } from "../context.ts";

export interface JobRun extends ActorContext {
  /** Aborted when the service stops, or the job was cancelled. */
  signal: AbortSignal;
  key: string;
  /** Which try this is, from 1. */
  attempt: number;
}

/**
 * The part of a run that counts exactly once: it happens in the transaction that ends the job, and only for the runner
 * that holds it last.
 */
type Effect = (context: ActorContext) => Promise<void>;

export interface JobKind {
  name: string;
  /** It may run again after a crash, so whatever it does outside its `Effect` must bear repetition. */
  run(context: JobRun, payload: unknown): Promise<Effect | undefined>;
  /** How many run at once. */
  concurrency: number;
  /** Tries until it is given up. */
  attempts: number;
  /** Called in the transaction that gives the job up. */
  gaveUp?(context: ActorContext, job: { key: string; payload: unknown }, error: unknown): Promise<void>;
  /** It recurs by itself, so many milliseconds after each end. */
  everyMs?: number;
}

/** Thrown by a run to say that another try would not help. */
export class GiveUp extends Error {
  override name = "GiveUp";
}

/** Thrown by a run that was told when to try again. */
export class TryAgainIn extends Error {
  override name = "TryAgainIn";
  readonly ms: number;

  constructor(ms: number, cause: unknown) {
    super("told to come back later", { cause });
    this.ms = ms;
  }
}

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60 * 60 * 1000;

/** Milliseconds to wait after the given attempt; they double each time. */
export function waitAfter(attempt: number, error: unknown): number {
  if (error instanceof TryAgainIn) return Math.min(Math.max(error.ms, 0), LONGEST_WAIT_MS);
  return Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
}
