/** Push and pull of one large blob, next to CNCF distribution's engine: same machine, same client, turn by turn. */
import { join } from "node:path";
import { findTool, TOOLS } from "../scripts/tools.ts";
import { newBlob, pull, push } from "./blob.ts";
import { startDistribution, startService } from "./processes.ts";
import { printTable, quantile, ratio } from "./table.ts";

/** Times CNCF distribution's time. */
const BAR = 1.2;

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
  const seconds = { push: { ours: [], theirs: [] }, pull: { ours: [], theirs: [] } } as Record<
    "push" | "pull",
    Record<"ours" | "theirs", number[]>
  >;
  try {
    for (let round = 0; round < rounds; round++) {
      const blob = newBlob(size);
      // Whoever comes second finds the disk still busy with the first.
      const order = round % 2 === 0 ? (["ours", "theirs"] as const) : (["theirs", "ours"] as const);
      for (const [step, work] of [["push", push] as const, ["pull", pull] as const]) {
        for (const side of order) {
          const start = performance.now();
          await work(side === "ours" ? ours : theirs, blob);
          seconds[step][side].push((performance.now() - start) / 1000);
        }
      }
    }
  } finally {
    await Promise.all([ours.stop(), theirs.stop()]);
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
