/** Memory of the service while eight clients push: it must not grow with the size of what they push. */
import { join } from "node:path";
import { newBlob, push } from "./blob.ts";
import { startService } from "./processes.ts";
import { printTable, ratio } from "./table.ts";

const CLIENTS = 8;
const SAMPLE_MS = 50;
const MB = 1e6;
/** Bytes resident at most, whatever they push. */
const BAR = 200 * MB;

export async function benchMemory(folder: string, { sizes }: { sizes: number[] }): Promise<void> {
  const measured: { size: number; idle: number; peak: number }[] = [];
  for (const size of sizes) measured.push({ size, ...(await measure(join(folder, `of-${size}`), size)) });
  const [first] = measured;
  const rows = measured.map(({ size, idle, peak }) => [
    `${CLIENTS} x ${(size / MB).toFixed(0)} MB`,
    `${(idle / MB).toFixed(0)} MB`,
    `${(peak / MB).toFixed(0)} MB${peak > BAR ? ` (bar: ${BAR / MB} MB)` : ""}`,
    ratio(peak, first?.peak ?? peak),
  ]);
  printTable(`Memory of the service while ${CLIENTS} clients push`, ["", "before", "peak", "peak"], rows);
}

async function measure(folder: string, size: number): Promise<{ idle: number; peak: number }> {
  const service = await startService(folder);
  try {
    const blobs = Array.from({ length: CLIENTS }, () => newBlob(size));
    const idle = service.residentBytes();
    let peak = idle;
    const timer = setInterval(() => {
      peak = Math.max(peak, service.residentBytes());
    }, SAMPLE_MS);
    await Promise.all(blobs.map((blob) => push(service, blob))).finally(() => clearInterval(timer));
    return { idle, peak };
  } finally {
    await service.stop();
  }
}
