/**
 * `npm run bench -- [transfer] [lists] [memory] [sync] [jobs] [options]`: how fast the service is, as ratios to
 * something measured in the same run (docs/operations.md). Fails only where something breaks, never on a figure.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchGrants } from "./grants.ts";
import { benchJobs } from "./jobs.ts";
import { benchLists } from "./lists.ts";
import { benchMemory } from "./memory.ts";
import { benchSync } from "./sync.ts";
import { benchTransfer } from "./transfer.ts";

const MB = 1e6;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: "string", default: "1000" },
    rounds: { type: "string", default: "5" },
    samples: { type: "string", default: "60" },
    only: { type: "string", default: "" },
    images: { type: "string", default: "100000" },
  },
});

const parts: Record<string, (folder: string) => Promise<void>> = {
  transfer: (folder) =>
    benchTransfer(folder, { size: Number(values.size) * MB, rounds: Number(values.rounds) }),
  lists: async (folder) => {
    const [samples, images] = [Number(values.samples), Number(values.images)];
    await benchLists(folder, { samples, images: [1000, images], only: values.only });
    await benchGrants(folder, { samples, images, only: values.only });
  },
  sync: (folder) => benchSync(folder, { size: Number(values.size) * MB, rounds: Number(values.rounds) }),
  jobs: (folder) => benchJobs(folder, { samples: 10 * Number(values.samples) }),
  memory: (folder) => benchMemory(folder, { sizes: [64 * MB, 512 * MB] }),
};

for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
  const part = parts[name];
  if (!part) throw new Error(`there is no part ${name}; there are ${Object.keys(parts).join(", ")}`);
  const folder = await mkdtemp(join(tmpdir(), `swr-bench-${name}-`));
  await part(folder).finally(() => rm(folder, { recursive: true }));
}
