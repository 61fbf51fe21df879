/**
 * `kill -9` in the middle of pushes, deletes and garbage collection, again and again on one folder: what was acknowledged is
 * there, what was not is there whole or not at all, and the tables agree with the files. `CRASHES` says how often: .ci/run 200 times.
 */
import { expect, test } from "vitest";
import { connect, type Login } from "../../e2e/support/api.ts";
import { type Service, startService } from "../../e2e/support/service.ts";
import { digestOf } from "../support/registry.ts";
import { age, collectable, kept } from "./crash-age.ts";
import { audit, type Verified } from "./crash-audit.ts";
import { type Blobs, bytesOf, createClient } from "./crash-client.ts";

const CRASHES = Number(process.env.CRASHES ?? 10);
const CLIENTS = 4;
/** Requests answered before a crash, at most. */
const ANSWERS = 40;
/** From then to the crash, in milliseconds, at most: about as long as a request takes. */
const DELAY_MS = 8;

/** About as long as a start takes. */
const START_MS = 600;

const random = (below: number) => Math.floor(Math.random() * below);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test(`${CRASHES} crashes lose nothing`, { timeout: 60_000 + CRASHES * 15_000 }, async () => {
  const service = await startService();
  try {
    const api = await connect(service);
    const login = await api.createLogin();
    const organization = await api.createOrganization();
    const repositories = ["one", "two", "two/below"].map((image) => `${organization}/${image}`);
    const blobs: Blobs = { acknowledged: new Map(), old: new Set() };
    const verified: Verified = new Set();
    const checked = new Set<string>();
    let killed = false;
    let answers = 0;
    let onAnswer: (() => void) | undefined;
    const clients = Array.from({ length: CLIENTS }, (_, index) =>
      createClient({
        name: `client${index}`,
        origin: service.origin,
        login,
        repositories,
        blobs,
        isKilled: () => killed,
        onAnswer: () => {
          answers += 1;
          onAnswer?.();
        },
      }),
    );

    for (let crash = 1; crash <= CRASHES; crash++) {
      const enough = Promise.withResolvers<void>();
      const goal = answers + 1 + random(ANSWERS);
      onAnswer = () => {
        if (answers >= goal) enough.resolve();
      };
      const work = Promise.all(clients.map((client) => client.work()));
      await Promise.race([enough.promise, work]);
      await pause(random(DELAY_MS));
      killed = true;
      await service.kill();
      await work;
      // After some, days pass: what no manifest names may go.
      const haveDaysPassed = Math.random() < 0.3;
      if (haveDaysPassed) age(service.dataDir);
      const left = kept(service.dataDir);
      const gone = [...blobs.old].filter((key) => !left.has(key));
      for (const key of [...gone, ...collectable(service.dataDir)]) blobs.acknowledged.delete(key);
      if (haveDaysPassed) blobs.old = new Set(blobs.acknowledged.keys());
      // Some crashes meet a start that still cleans up after the one before.
      if (Math.random() < 0.25) await crashAtStart(service);
      await service.start();
      killed = false;
      onAnswer = undefined;

      const isLast = crash === CRASHES;
      for (const client of clients) await client.verify(isLast);
      await verifyBlobs(service.origin, login, blobs, isLast ? new Set() : checked);
      // Links follow, and garbage goes, soon after the start.
      await expect
        .poll(() => audit(service.dataDir, verified), { timeout: 20_000, message: `after crash ${crash}` })
        .toEqual([]);
    }
    // Otherwise the crashes came before there was anything to lose.
    expect(answers).toBeGreaterThan(CRASHES);
  } finally {
    await service.dispose();
  }
});

async function crashAtStart(service: Service): Promise<void> {
  const start = service.start().catch(() => undefined);
  await pause(random(START_MS));
  await service.kill();
  await start;
}

/** Byte for byte over the wire. `checked` are those that need not be read again. */
async function verifyBlobs(origin: string, login: Login, blobs: Blobs, checked: Set<string>): Promise<void> {
  const authorization = `Basic ${btoa(`${login.user}:${login.password}`)}`;
  for (const [key, seed] of blobs.acknowledged) {
    if (checked.has(key)) continue;
    const [repository, digest] = key.split("@");
    const answer = await fetch(`${origin}/v2/${repository}/blobs/${digest}`, { headers: { authorization } });
    const content = new Uint8Array(await answer.arrayBuffer());
    expect([answer.status, digestOf(content)], key).toEqual([200, digestOf(bytesOf(seed))]);
    checked.add(key);
  }
}
