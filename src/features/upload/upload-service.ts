/** The Worker's inside: reads archives and pushes them, as the page's messages ask for. */

import type { RegistryClient } from "../../../core/registry-client/client.ts";
import type { Wait } from "../../../core/registry-client/retry.ts";
import { createSpeedometer } from "../../../core/registry-client/speedometer.ts";
import type { UploadSource } from "./archive/archive-file.ts";
import type { ArchiveImage } from "./archive/archive-image.ts";
import { readImageArchive } from "./archive/image-archive.ts";
import { openArchive } from "./archive/open-archive.ts";
import { ArchiveError } from "./archive/problem.ts";
import { type FromWorker, summarize, type ToWorker } from "./messages.ts";
import { PushError, type UploadProblem } from "./push/problem.ts";
import { type PushProgress, progressOf, sentBytesOf } from "./push/progress.ts";
import { cancelUploads, type PushContext, pushArchive } from "./push/push-archive.ts";
import { type ArchiveBlobPush, type PushPlan, planPush } from "./push/push-plan.ts";

/** How often the page hears of progress. */
const REPORT_MS = 200;
/** How often it hears of it while nothing moves. */
const REPORT_AGAIN_MS = 1000;

export interface UploadServiceDeps {
  client: RegistryClient<Blob>;
  wait: Wait;
  /** Milliseconds. */
  now: () => number;
  post: (message: FromWorker) => void;
}

/** An archive that was inspected, from then on until it is dropped. */
interface Archive {
  source: UploadSource;
  images: ArchiveImage[];
  plan: PushPlan;
  speedometer: ReturnType<typeof createSpeedometer>;
}

/** Why a run was aborted: nothing to report. */
const STOPPED = Symbol("stopped");

export function createUploadService({
  client,
  wait,
  now,
  post,
}: UploadServiceDeps): (message: ToWorker) => void {
  const archives = new Map<string, Archive>();
  const held = new Map<string, string>();
  /** At work on an archive; whoever wants to work on it next waits for the end. */
  const runs = new Map<string, { abort: AbortController; ended: Promise<void> }>();

  async function inspect(
    id: string,
    file: Blob,
    maxBytes: number | null,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const source = await openArchive(file, maxBytes, signal);
      const images = await readImageArchive(source);
      signal.throwIfAborted();
      archives.set(id, { source, images, plan: [], speedometer: createSpeedometer() });
      post({ type: "inspected", id, images: images.map(summarize) });
    } catch (error) {
      if (!signal.aborted) post({ type: "rejected", id, problem: problemOf(error) });
    }
  }

  async function push(id: string, signal: AbortSignal): Promise<void> {
    const archive = archives.get(id);
    if (!archive) return;
    let reported = Number.NEGATIVE_INFINITY;
    let moved = { to: 0, at: now() };
    archive.speedometer.restart();
    const report = (): PushProgress => {
      reported = now();
      const bytes = sentBytesOf(archive.plan);
      const to = bytes + archive.plan.flatMap(({ blobs }) => blobs).filter(isBegun).length;
      if (to !== moved.to) moved = { to, at: reported };
      const speed = archive.speedometer.measure(bytes, reported);
      return progressOf(archive.plan, { speed, stalledMs: reported - moved.at });
    };
    const onChange = () => {
      if (now() - reported >= REPORT_MS) post({ type: "progress", id, progress: report() });
    };
    const ended = new AbortController();
    repeat(onChange, AbortSignal.any([signal, ended.signal]));
    try {
      await pushArchive(contextOf(archive, onChange), archive.plan, signal);
      archives.delete(id);
      post({ type: "completed", id, progress: report() });
    } catch (error) {
      if (!signal.aborted) post({ type: "stopped", id, problem: problemOf(error) });
    } finally {
      ended.abort();
    }
  }

  async function repeat(report: () => void, signal: AbortSignal): Promise<void> {
    const next = () =>
      wait(REPORT_AGAIN_MS, signal).then(
        () => true,
        () => false,
      );
    while (await next()) report();
  }

  function contextOf({ source }: Archive, onChange: () => void): PushContext {
    return { client, source, wait, held, onChange };
  }

  async function drop(id: string): Promise<void> {
    const archive = archives.get(id);
    archives.delete(id);
    if (archive)
      await cancelUploads(
        contextOf(archive, () => undefined),
        archive.plan,
      );
  }

  /** Stops what runs on the archive and does `work` after it. */
  function run(id: string, work: (signal: AbortSignal) => Promise<void>): void {
    const before = runs.get(id);
    before?.abort.abort(STOPPED);
    const abort = new AbortController();
    const ended = (before?.ended ?? Promise.resolve()).then(() => work(abort.signal));
    runs.set(id, { abort, ended });
    ended.then(() => {
      if (runs.get(id)?.abort === abort) runs.delete(id);
    });
  }

  return (message) => {
    const { id } = message;
    switch (message.type) {
      case "inspect":
        return run(id, (signal) => inspect(id, message.file, message.maxBytes, signal));
      case "start":
        return run(id, (signal) => {
          const archive = archives.get(id);
          if (archive) archive.plan = planPush(message.organization, archive.images, message.targets);
          return push(id, signal);
        });
      case "resume":
        return run(id, (signal) => push(id, signal));
      case "pause":
        return run(id, async () => undefined);
      case "drop":
        return run(id, () => drop(id));
    }
  };
}

const isBegun = ({ state }: ArchiveBlobPush) => state !== "waiting";

function problemOf(error: unknown): UploadProblem {
  if (error instanceof ArchiveError || error instanceof PushError) return error.problem;
  return { code: "unexpected", message: error instanceof Error ? error.message : String(error) };
}
