/** Push and pull of one large blob, and many small pushes, next to CNCF distribution's engine: turn by turn. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { findTool, TOOLS } from "../scripts/tools.ts";
import { blobPath } from "../server/content/layout.ts";
import { type Blob, newBlob, pull, push } from "./blob.ts";
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
type Cost = { seconds: number; processor: number };
type Costs = Record<Side, Cost[]>;

/** Whoever comes second finds the disk still busy with the first. */
const orderOf = (round: number): Side[] => (round % 2 === 0 ? ["ours", "theirs"] : ["theirs", "ours"]);

const nothing = (): Costs => ({ ours: [], theirs: [] });

export async function benchTransfer(
  folder: string,
  { size, rounds }: { size: number; rounds: number },
): Promise<void> {
  const tool = TOOLS.find(({ name }) => name === "docker-registry");
  const program = tool && findTool(tool);
  if (program === undefined)
    throw new Error("docker-registry is not installed; `npm test` says how to get it");
  const ours = await startService(join(folder, "service"), { SWR_METRICS: "true" });
  const theirs = await startDistribution(program, join(folder, "distribution"));
  const sides = { ours, theirs };
  try {
    const forget = async ({ digest }: Blob) => {
      for (const side of ["service", "distribution"])
        await rm(join(folder, side, "registry", blobPath(digest)));
    };
    await benchBlob(sides, size, rounds, forget);
    await benchMany(sides, rounds);
  } finally {
    await Promise.all([ours.stop(), theirs.stop()]);
  }
}

/**
 * `forget` takes a blob's files away: with each round in memory that the system never used before, a virtual machine
 * that is given its memory as it touches it would take most of the time.
 */
async function benchBlob(
  sides: Record<Side, Running>,
  size: number,
  rounds: number,
  forget: (blob: Blob) => Promise<void>,
): Promise<void> {
  const costs = { push: nothing(), pull: nothing() };
  for (let round = 0; round < rounds; round++) {
    const blob = newBlob(size);
    for (const [step, work] of [["push", push] as const, ["pull", pull] as const]) {
      for (const side of orderOf(round)) {
        costs[step][side].push(await measure(sides[side], () => timed(() => work(sides[side], blob))));
      }
    }
    await forget(blob);
  }
  const title = `One blob of ${(size / 1e6).toFixed(0)} MB over HTTP, median of ${rounds} rounds`;
  printCosts(title, Object.entries(costs), BAR);
}

async function benchMany(sides: Record<Side, Running>, rounds: number): Promise<void> {
  const costs = SPREADS.map((images) => ({ images, of: nothing() }));
  for (let round = 0; round < rounds; round++) {
    for (const { images, of } of costs) {
      for (const side of orderOf(round)) {
        const work = () => pushMany(sides[side], String(round), images, MANIFESTS);
        of[side].push(await measure(sides[side], work));
      }
    }
  }
  const title = `${MANIFESTS} manifests by 8 clients, median of ${rounds} rounds`;
  const rows = costs.map(
    ({ images, of }) => [images === 1 ? "into one image" : `over ${images} images`, of] as const,
  );
  printCosts(title, rows, MANY_BAR);
}

/** `work` answers its seconds. What it made to do goes on until the links of the service have followed. */
async function measure(side: Running, work: () => Promise<number>): Promise<Cost> {
  const before = side.processorSeconds();
  const seconds = await work();
  while (await hasLinksToWrite(side)) await setTimeout(100);
  return { seconds, processor: side.processorSeconds() - before };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** CNCF distribution's engine has no such address. */
async function hasLinksToWrite({ origin }: Running): Promise<boolean> {
  const gauges = await (await fetch(`${origin}/metrics`)).text();
  return gauges.includes('kind="follow-tables"');
}

function printCosts(title: string, costs: readonly (readonly [string, Costs])[], bar: number): void {
  const rows = costs.map(([name, { ours, theirs }]) => {
    const median = (costs: Cost[], of: keyof Cost) =>
      quantile(
        costs.map((cost) => cost[of]),
        0.5,
      );
    const show = (of: keyof Cost) => [ours, theirs].map((costs) => `${median(costs, of).toFixed(2)} s`);
    return [
      name,
      ...show("seconds"),
      ratio(median(ours, "seconds"), median(theirs, "seconds"), bar),
      ...show("processor"),
      ratio(median(ours, "processor"), median(theirs, "processor")),
    ];
  });
  printTable(title, ["", "swr-console", "docker-registry", "time", "its work", "theirs", "work"], rows);
}
