/**
 * What it costs to ask who may: lists and pulls of one company twice, with and without a crowd that holds grants and is
 * shared images, turn by turn. The measure is an administrator, who is asked for no grant: without the crowd for the
 * administrator with it, and with it, where lists have the same to show, for who holds grants. Who sees a part is next
 * to the administrator of a company with as many images, too.
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

interface Sides {
  bare: Running;
  crowded: Running;
  /** With as many images as one of the crowd sees. */
  small: Running;
}

/** Who is compared with the first of the turn. Of two services each is asked as often, so that neither is warmer. */
const TURNS: [who: string, side: keyof Sides, user: string][][] = [
  [
    ["", "bare", "admin"],
    ["administrator", "crowded", "admin"],
  ],
  [
    ["", "crowded", "admin"],
    ["some grants", "crowded", "user-1"],
    ["all by grants", "crowded", "all"],
  ],
  [
    ["", "small", "admin"],
    ["of as many", "crowded", "user-1"],
  ],
];

export async function benchGrants(folder: string, { images, samples, only }: Options): Promise<void> {
  const bare = await startSide(join(folder, "bare"), images);
  const crowded = await startSide(join(folder, "crowded"), images, CROWD);
  const seen = (await get(crowded, await signIn(crowded.origin, "user-1"), "/v2/manage/repos?limit=1")).total;
  const small = await startSide(join(folder, "small"), seen);
  try {
    const lists = [];
    const all = TURNS.map((turn) => turn.map((): Measured => ({ times: [], cpu: [] })));
    for (const { name, request } of listCases.filter(({ name }) => name.includes(only))) {
      const turns = await askList({ bare, crowded, small }, images, request, samples);
      lists.push(rowOf(name, turns));
      for (const [turn, contenders] of turns.entries())
        for (const [which, { times, cpu }] of contenders.entries()) {
          all[turn]?.[which]?.times.push(...times);
          all[turn]?.[which]?.cpu.push(...cpu);
        }
    }
    lists.push(rowOf("all of these together", all));
    const compared = TURNS.flatMap(([, ...others]) => others.flatMap(([who]) => [who, "cpu"]));
    const heads = ["", "p50", "p95", ...compared];
    const title = `${images} images in ${ORGANIZATIONS} organizations: nobody has grants, or ${CROWD.users} users have
p95 and the service's median work; of an administrator without and with grants in the tables; next to the latter
"some grants" see ${seen} images, next to the administrator of so many as well ("of as many"), "all by grants" all of them`;
    printTable(title, heads, lists);
    if (only !== "") return;
    const pulls = await comparePulls(bare, crowded, samples);
    printTable("Pulls of one of the images, milliseconds", ["", "p50", "p95", "p95", "cpu"], pulls);
  } finally {
    await Promise.all([bare.stop(), crowded.stop(), small.stop()]);
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

/** By the turns above, each contender's. */
async function askList(
  sides: Sides,
  images: number,
  request: ListCase["request"],
  samples: number,
): Promise<Measured[][]> {
  const contender = async (side: keyof Sides, user: string): Promise<Contender> => {
    const service = sides[side];
    const headers = await signIn(service.origin, user);
    const ask = (path: string) => get(service, headers, path);
    const path = await request(ask, { images });
    return { service, ask: () => ask(path) };
  };
  const measured = [];
  for (const turn of TURNS) {
    const contenders = [];
    for (const [, side, user] of turn) contenders.push(await contender(side, user));
    measured.push(await takeTurns(contenders, samples));
  }
  return measured;
}

function rowOf(name: string, turns: Measured[][]): string[] {
  const [bare] = turns.flat();
  const compared = turns.flatMap(([measure, ...others]) =>
    measure ? others.flatMap((own) => ratios(own, measure)) : [],
  );
  return [name, ...(bare ? figures(bare) : []), ...compared];
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
    // The measure is taken before each turn, so that neither service is warmer than the other.
    const contenders = [];
    for (const [, user, account] of pullers) contenders.push(free, await contender(crowded, user, account));
    const measured = await takeTurns(contenders, samples * 3);
    rows.push([`${what}, nobody has grants`, ...figures(measured[0] as Measured), "", ""]);
    for (const [index, [puller]] of pullers.entries()) {
      const [measure, own] = measured.slice(2 * index) as [Measured, Measured];
      rows.push([`${what}, ${puller}`, ...figures(own), ...ratios(own, measure)]);
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
function ratios(own: Measured, measure: Measured): string[] {
  return [
    ratio(quantile(own.times, 0.95), quantile(measure.times, 0.95), BAR),
    ratio(quantile(own.cpu, 0.5), quantile(measure.cpu, 0.5)),
  ];
}
