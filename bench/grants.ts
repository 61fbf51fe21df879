/**
 * What it costs to ask who may: lists and pulls of one company twice, with and without a crowd that holds grants and is
 * shared images, turn by turn. Whoever may do everything without a grant is the measure.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { digestOf } from "../tests/support/registry.ts";
import { type ListCase, listCases } from "./list-cases.ts";
import { get } from "./lists.ts";
import { logIn, type Running, signIn, startService } from "./processes.ts";
import { type Crowd, seed, TAGGED } from "./seed.ts";
import { printTable, quantile, ratio } from "./table.ts";
import { type Contender, type Measured, takeTurns } from "./turns.ts";

/** Times the p95 of whom nothing is asked. */
const BAR = 1.2;

const ORGANIZATIONS = 1000;
const TAGS = 1000;
const CROWD: Crowd = { users: 1000, organizationGrants: 20, imageGrants: 50, accounts: 20, shares: 2000 };
const PULLS = `/v2/${TAGGED.organization}/${TAGGED.image}`;

interface Options {
  images: number;
  samples: number;
  only: string;
}

export async function benchGrants(folder: string, { images, samples, only }: Options): Promise<void> {
  const bare = await startSide(join(folder, "bare"), images);
  const crowded = await startSide(join(folder, "crowded"), images, CROWD);
  try {
    const lists = [];
    for (const listCase of listCases.filter(({ name }) => name.includes(only))) {
      lists.push(await compareList(bare, crowded, images, listCase, samples));
    }
    const heads = ["p50", "p95", "administrator", "cpu", "some grants", "cpu", "all by grants", "cpu"];
    const title = `${images} images in ${ORGANIZATIONS} organizations: nobody has grants, or ${CROWD.users} users have`;
    printTable(`${title}; p95 and the service's work`, ["", ...heads], lists);
    if (only !== "") return;
    const pulls = await comparePulls(bare, crowded, samples);
    printTable("Pulls of one of the images, milliseconds", ["", "p50", "p95", "p95", "cpu"], pulls);
  } finally {
    await Promise.all([bare.stop(), crowded.stop()]);
  }
}

async function startSide(folder: string, images: number, crowd?: Crowd): Promise<Running> {
  await mkdir(folder);
  const service = await startService(folder);
  seed(join(folder, "swr.db"), {
    organizations: ORGANIZATIONS,
    images,
    tags: TAGS,
    ...(crowd && { crowd }),
  });
  return service;
}

/** An administrator, one of the crowd, and whoever reads every organization: by a thousand grants what the first sees. */
async function compareList(
  bare: Running,
  crowded: Running,
  images: number,
  { name, request }: ListCase,
  samples: number,
): Promise<string[]> {
  const contender = async (service: Running, user: string): Promise<Contender> => {
    const headers = await signIn(service.origin, user);
    const ask = (path: string) => get(service, headers, path);
    const path = await request(ask, { images });
    return { service, ask: () => ask(path) };
  };
  const free = await contender(bare, "admin");
  const asked = [];
  for (const user of ["admin", "user-1", "all"]) asked.push(await contender(crowded, user));
  const { measure, others } = await compareEach(free, asked, samples);
  return [name, ...figures(measure), ...others.flatMap(({ own, before }) => compared(own, before))];
}

/** Each has the measure taken before its own turn, so that neither service is warmer than the other. */
async function compareEach(free: Contender, asked: Contender[], samples: number) {
  const measured = await takeTurns(
    asked.flatMap((contender) => [free, contender]),
    samples,
  );
  const others = asked.map((_, index) => ({
    before: measured[2 * index] as Measured,
    own: measured[2 * index + 1] as Measured,
  }));
  const measure: Measured = {
    times: others.flatMap(({ before }) => before.times),
    cpu: others.flatMap(({ before }) => before.cpu),
  };
  return { measure, others };
}

async function comparePulls(bare: Running, crowded: Running, samples: number): Promise<string[][]> {
  const layer = new Uint8Array(10_000).fill(7);
  const rows: string[][] = [];
  for (const { origin, headers } of [bare, crowded]) {
    const path = `${origin}${PULLS}/blobs/uploads/?digest=${digestOf(layer)}`;
    const answer = await fetch(path, { method: "POST", headers, body: layer });
    if (answer.status !== 201) throw new Error(`push of a blob: ${answer.status} ${await answer.text()}`);
  }
  const pullers: [who: string, user: string, account: string][] = [
    ["administrator", "admin", "local"],
    ["by the organization", "organization", "local"],
    ["by the image", "image", "local"],
    ["by a share", "user", "partner-1"],
  ];
  for (const [what, path] of [
    ["manifest", `manifests/${await someTag(bare)}`],
    ["blob", `blobs/${digestOf(layer)}`],
  ]) {
    const contender = async (service: Running, user: string, account: string): Promise<Contender> => {
      const login = await logIn(service.origin, await signIn(service.origin, user, account));
      const headers = await bearer(service, login);
      return { service, ask: () => pull(`${service.origin}${PULLS}/${path}`, headers) };
    };
    const free = await contender(bare, "admin", "local");
    const asked = [];
    for (const [, user, account] of pullers) asked.push(await contender(crowded, user, account));
    const { measure, others } = await compareEach(free, asked, samples * 3);
    rows.push([`${what}, nobody has grants`, ...figures(measure), "", ""]);
    for (const [index, { own, before }] of others.entries()) {
      rows.push([`${what}, ${pullers[index]?.[0]}`, ...figures(own), ...compared(own, before)]);
    }
  }
  return rows;
}

/** Numbered alike on both sides. */
async function someTag({ origin, headers }: Running): Promise<string> {
  const answer = await fetch(`${origin}${PULLS}/tags/list?n=1`, { headers });
  const { tags } = (await answer.json()) as { tags: string[] };
  return tags[0] ?? "";
}

/** As clients do: a token of a few minutes, which says what it is good for. */
async function bearer({ origin }: Running, login: Record<string, string>) {
  const scope = `repository:${TAGGED.organization}/${TAGGED.image}:pull`;
  const answer = await fetch(`${origin}/v2/token?scope=${scope}`, { headers: login });
  return { authorization: `Bearer ${((await answer.json()) as { token: string }).token}` };
}

async function pull(url: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(url, { headers });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
}

function figures({ times }: Measured): string[] {
  return [0.5, 0.95].map((share) => quantile(times, share).toFixed(1));
}

/** Of the p95 on the clock, which the bar is set for, and of the service's median work, which others do not disturb. */
function compared(own: Measured, measure: Measured): string[] {
  return [
    ratio(quantile(own.times, 0.95), quantile(measure.times, 0.95), BAR),
    ratio(quantile(own.cpu, 0.5), quantile(measure.cpu, 0.5)),
  ];
}
