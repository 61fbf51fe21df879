/** Push and pull of one large blob, and many small pushes, next to CNCF distribution's engine: turn by turn. */
import { join } from "node:path";
import { findTool, TOOLS } from "../scripts/tools.ts";
import { newBlob, pull, push } from "./blob.ts";
import { pushMany } from "./many-pushes.ts";
import { type Running, startDistribution, startService } from "./processes.ts";
import { printTable, quantile, ratio } from "./table.ts";

/** Times CNCF distribution's time. */
const BAR = 1.2;
const MANY_BAR = 1;
const MANIFESTS = 1000;
/** Over so many images. */
const SPREADS = [1, 8];

type Side = "ours" | "theirs";
type Times = Record<Side, number[]>;

/** Whoever comes second finds the disk still busy with the first. */
const orderOf = (round: number): Side[] => (round % 2 === 0 ? ["ours", "theirs"] : ["theirs", "ours"]);

export async function benchTransfer(
  folder: string,
  { size, rounds }: { size: number; rounds: number },
): Promise<void> {
  const tool = TOOLS.find(({ name }) => name === "docker-registry");
  const program = tool && findTool(tool);
  if (program === undefined)
    throw new Error("docker-registry is not installed; `npm test` says how to get it");
  const ours = await startService(join(folder, "service"));
  const theirs = await startDistribution(program, join(folder, "distribution"));
  const sides = { ours, theirs };
  try {
    await benchBlob(sides, size, rounds);
    await benchMany(sides, rounds);
  } finally {
    await Promise.all([ours.stop(), theirs.stop()]);
  }
}

async function benchBlob(sides: Record<Side, Running>, size: number, rounds: number): Promise<void> {
  const seconds: Record<"push" | "pull", Times> = {
    push: { ours: [], theirs: [] },
    pull: { ours: [], theirs: [] },
  };
  for (let round = 0; round < rounds; round++) {
    const blob = newBlob(size);
    for (const [step, work] of [["push", push] as const, ["pull", pull] as const]) {
      for (const side of orderOf(round)) {
        const start = performance.now();
        await work(sides[side], blob);
        seconds[step][side].push((performance.now() - start) / 1000);
      }
    }
  }
  const rows = Object.entries(seconds).map(([step, { ours, theirs }]) => [
    step,
    ...[ours, theirs].flatMap((times) => {
      const median = quantile(times, 0.5);
      return [`${median.toFixed(2)} s`, `${(size / 1e6 / median).toFixed(0)} MB/s`];
    }),
    ratio(quantile(ours, 0.5), quantile(theirs, 0.5), BAR),
  ]);
  const title = `One blob of ${(size / 1e6).toFixed(0)} MB over HTTP, median of ${rounds} rounds`;
  printTable(title, ["", "swr-console", "", "docker-registry", "", "time"], rows);
}

async function benchMany(sides: Record<Side, Running>, rounds: number): Promise<void> {
  const seconds = new Map(SPREADS.map((images) => [images, { ours: [], theirs: [] } as Times]));
  for (let round = 0; round < rounds; round++) {
    for (const [images, times] of seconds) {
      for (const side of orderOf(round)) {
        times[side].push(await pushMany(sides[side], String(round), images, MANIFESTS));
      }
    }
  }
  const rows = [...seconds].map(([images, { ours, theirs }]) => [
    images === 1 ? "into one image" : `over ${images} images`,
    ...[ours, theirs].map((times) => `${quantile(times, 0.5).toFixed(2)} s`),
    ratio(quantile(ours, 0.5), quantile(theirs, 0.5), MANY_BAR),
  ]);
  const title = `${MANIFESTS} manifests by 8 clients, median of ${rounds} rounds`;
  printTable(title, ["", "swr-console", "docker-registry", "time"], rows);
}
