/** Lists of a small and of a large account, asked in turn: what a page costs must not depend on what is not on it. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Answer, type ListCase, listCases } from "./list-cases.ts";
import { type Running, signIn, startService } from "./processes.ts";
import { seed } from "./seed.ts";
import { printTable, quantile, ratio } from "./table.ts";
import { takeTurns } from "./turns.ts";

/** Times the small account's p95. */
const BAR = 2;

const ORGANIZATIONS = 400;

/** Tags of one image, in the small and in the large account. */
const TAGS = [100, 10_000] as const;

interface Side {
  service: Running;
  images: number;
  tags: number;
  users: Record<string, Record<string, string>>;
}

export async function benchLists(
  folder: string,
  { images, samples, only }: { images: [number, number]; samples: number; only: string },
): Promise<void> {
  const sides: Side[] = [];
  try {
    for (const [index, count] of images.entries()) {
      sides.push(await startSide(join(folder, String(index)), count, TAGS[index] ?? 0));
    }
    const verdicts: boolean[] = [];
    for (const user of ["admin", "user"]) {
      const rows: string[][] = [];
      for (const listCase of listCases.filter(({ name }) => name.includes(only))) {
        const { row, missed } = await measure(sides, user, listCase, samples);
        rows.push(row);
        if (listCase.bar) verdicts.push(missed);
      }
      const title = `Lists as ${user === "admin" ? "administrator" : "a user with few grants"}, milliseconds; cpu: the service's`;
      const heads = images.flatMap((count) => [`p50 of ${count}`, "p95", "cpu"]);
      printTable(title, ["", ...heads, "p50", "p95", "cpu p50", "cpu p95"], rows);
    }
    const missed = verdicts.filter((it) => it).length;
    console.log(
      `\nOver the bar (p95 at most ${BAR}x): ${missed} of the ${verdicts.length} lists that have one`,
    );
  } finally {
    await Promise.all(sides.map(({ service }) => service.stop()));
  }
}

async function startSide(folder: string, images: number, tags: number): Promise<Side> {
  await mkdir(folder);
  const service = await startService(folder);
  seed(join(folder, "swr.db"), { organizations: ORGANIZATIONS, images, tags });
  const users = {
    admin: await signIn(service.origin, "admin"),
    user: await signIn(service.origin, "user"),
  };
  return { service, images, tags, users };
}

async function measure(
  sides: Side[],
  user: string,
  { name, request, bar }: ListCase,
  samples: number,
): Promise<{ row: string[]; missed: boolean }> {
  const contenders = [];
  for (const side of sides) {
    const ask = (path: string) => get(side.service, side.users[user] ?? {}, path);
    const path = await request(ask, side);
    contenders.push({ service: side.service, ask: () => ask(path) });
  }
  const measured = await takeTurns(contenders, samples);
  const times = measured.map((side) => side.times);
  const cpu = measured.map((side) => side.cpu);
  const figures = [0, 1].flatMap((side) =>
    [quantile(times[side] ?? [], 0.5), quantile(times[side] ?? [], 0.95), quantile(cpu[side] ?? [], 0.5)].map(
      (value) => value.toFixed(1),
    ),
  );
  const compared = (measured: number[][], share: number, limit?: number) =>
    ratio(quantile(measured[1] ?? [], share), quantile(measured[0] ?? [], share), limit);
  const row = [
    name,
    ...figures,
    compared(times, 0.5),
    compared(times, 0.95, bar ? BAR : undefined),
    compared(cpu, 0.5),
    compared(cpu, 0.95),
  ];
  const [small = [], large = []] = times;
  return { row, missed: quantile(large, 0.95) > quantile(small, 0.95) * BAR };
}

/** One answer of an API, read to its end. */
export async function get(
  { origin }: Running,
  headers: Record<string, string>,
  path: string,
): Promise<Answer> {
  const answer = await fetch(origin + path, { headers });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
  return { total: Number(answer.headers.get("content-range")?.split("/")[1] ?? 0), body: JSON.parse(text) };
}
