/**
 * What holds a manifest: a tag, a held index that lists it, or a held manifest that is its `subject` (for signatures
 * and SBOMs). A row of `unheld_manifests` says since when nothing holds it. Every change of tags and manifests keeps
 * these rows right and looks only at what it affects: in its own transaction, or where that is much, a job goes on with
 * it (follow-holds.ts), and nothing of the image is removed meanwhile. Counting holds would not do, as holds may form a
 * circle: an index may have a manifest that it lists as its subject.
 */
import type { Kysely } from "kysely";
import type { Database } from "../db/schema.ts";
import type { Deps } from "../deps.ts";
import { enqueue } from "../jobs/queue.ts";
import {
  deleteUnheld,
  findHeldSubject,
  findListed,
  findNaming,
  findReferrers,
  findUnheld,
  insertReleased,
  insertUnheld,
  isHeld,
  PAGE,
  renewUnheld,
} from "./hold-rows.ts";
import { areStepsLeft, type HoldStep, HoldSteps, leaveSteps, stepsOf, TURN, takeLeft } from "./hold-steps.ts";

export const HOLD_JOB = "follow-holds";

type Needs = Pick<Deps, "db" | "clock">;

/** The manifest has got a tag: it counts as held from now on, with everything it holds. */
export async function hold(context: Needs, imageId: number, digest: string): Promise<void> {
  const held = await deleteUnheld(context.db, imageId, JSON.stringify([digest]));
  await follow(context, imageId, stepsOf("hold", held));
}

/**
 * These manifests have lost a hold. First they and all they hold, up to the next tag, count as unheld; then those that
 * something else holds count as held again.
 */
export async function release(context: Needs, imageId: number, digests: readonly string[]): Promise<void> {
  await follow(context, imageId, await released(context, imageId, digests));
}

/** The manifest is gone; `listed` is what it listed. Its referrers are still known by its digest. */
export async function releaseHeldBy(
  context: Needs,
  imageId: number,
  { digest, listed }: { digest: string; listed: readonly string[] },
): Promise<void> {
  const steps = await released(context, imageId, listed);
  await follow(context, imageId, [...steps, ...stepsOf("release", [{ digest }])]);
}

/**
 * A manifest was pushed. If nothing holds it, its grace begins anew, and so does that of what it holds: an index keeps
 * its platforms as long as it stays itself. A manifest that gets a tag in this transaction needs no grace.
 */
export async function startGrace(
  context: Needs,
  imageId: number,
  digest: string,
  { isNew, isTagged }: { isNew: boolean; isTagged: boolean },
): Promise<void> {
  const { db, clock } = context;
  const time = clock().toISOString();
  if (isNew) await insertUnheld(db, imageId, digest, time);
  if (isTagged) return;
  const steps = isNew ? stepsOf("check", [{ digest }]) : [];
  const own = isNew ? [{ digest }] : await renewUnheld(db, imageId, JSON.stringify([digest]), time);
  await follow(context, imageId, [...steps, ...stepsOf("renew", own)]);
}

async function released(
  { db, clock }: Needs,
  imageId: number,
  digests: readonly string[],
): Promise<HoldStep[]> {
  const rows = await insertReleased(db, imageId, JSON.stringify(digests), clock().toISOString());
  return [...stepsOf("release", rows), ...stepsOf("check", rows)];
}

/** Manifests looked at by one transaction, which takes some milliseconds: a step looks at 2 500 at most. */
const LOOKED_AT_ONCE = 500;

async function follow(context: Needs, imageId: number, first: readonly HoldStep[]): Promise<void> {
  if (first.length === 0) return;
  const steps = new HoldSteps();
  steps.add(first);
  // Behind what is left to be released.
  if (!(await areStepsLeft(context.db, imageId))) await takeSteps(context, imageId, steps, TURN.check);
  const rest = steps.rest();
  if (rest.length === 0) return;
  await leaveSteps(context.db, imageId, rest);
  await enqueue(context, { kind: HOLD_JOB, key: String(imageId) });
}

/** Takes some of the steps left of the image, in the transaction of its caller. False where none were left. */
export async function followLeft(context: Needs, imageId: number): Promise<boolean> {
  const { db } = context;
  const taken = await takeLeft(db, imageId);
  const [first] = taken;
  if (!first) return false;
  const steps = new HoldSteps();
  for (const step of taken) if (await isStillTrue(db, imageId, step)) steps.add([step]);
  await takeSteps(context, imageId, steps, first.turn);
  await leaveSteps(db, imageId, steps.rest());
  return true;
}

/** Since the step was left, the manifest may have got a tag or lost one. */
async function isStillTrue(db: Kysely<Database>, imageId: number, step: HoldStep): Promise<boolean> {
  return (await isHeld(db, imageId, step.digest)) === (step.turn === TURN.hold);
}

async function takeSteps(
  context: Needs,
  imageId: number,
  steps: HoldSteps,
  upTo: HoldStep["turn"],
): Promise<void> {
  let looked = 0;
  for (let step = steps.take(upTo); step; step = steps.take(upTo)) {
    looked += 1 + (await take(context, imageId, step, steps));
    if (looked > LOOKED_AT_ONCE) return;
  }
}

/** Answers how many manifests it looked at. */
async function take(context: Needs, imageId: number, step: HoldStep, steps: HoldSteps): Promise<number> {
  if (step.turn === TURN.check) return await check(context, imageId, step, steps);
  const { db } = context;
  const { digests, next } = await heldBy(db, imageId, step);
  if (next) steps.add([next]);
  if (digests.length === 0) return 0;
  const list = JSON.stringify(digests);
  if (step.turn === TURN.release) steps.add(await released(context, imageId, digests));
  else if (step.turn === TURN.hold) steps.add(stepsOf("hold", await deleteUnheld(db, imageId, list)));
  else steps.add(await renewed(db, imageId, step.digest, list));
  return digests.length;
}

/**
 * What a manifest holds gets its grace: with the clock's time, manifests that hold each other would renew each other for
 * ever.
 */
async function renewed(
  db: Kysely<Database>,
  imageId: number,
  digest: string,
  held: string,
): Promise<HoldStep[]> {
  const [unheld] = await findUnheld(db, imageId, digest);
  return unheld ? stepsOf("renew", await renewUnheld(db, imageId, held, unheld.since)) : [];
}

/** What the manifest holds: what it lists, and a page of what has it as subject. */
async function heldBy(
  db: Kysely<Database>,
  imageId: number,
  step: HoldStep,
): Promise<{ digests: string[]; next: HoldStep | undefined }> {
  const listed = step.after === "" ? await findListed(db, imageId, step.digest) : [];
  const referrers = await findReferrers(db, imageId, step.digest, step.after);
  return { digests: [...listed, ...referrers].map(({ digest }) => digest), next: nextOf(step, referrers) };
}

function nextOf(step: HoldStep, page: readonly { digest: string }[]): HoldStep | undefined {
  const last = page.length === PAGE ? page.at(-1) : undefined;
  return last && { ...step, after: last.digest };
}

/** An unheld manifest that a held index lists, or that is about a held one, is held. */
async function check({ db }: Needs, imageId: number, step: HoldStep, steps: HoldSteps): Promise<number> {
  const { digest, after } = step;
  const naming = await findNaming(db, imageId, digest, after);
  const isListed = naming.some(({ is_manifest, is_unheld }) => is_manifest === 1 && !is_unheld);
  if (isListed || (after === "" && (await findHeldSubject(db, imageId, digest)).length > 0)) {
    steps.add(stepsOf("hold", await deleteUnheld(db, imageId, JSON.stringify([digest]))));
  } else {
    const next = nextOf(step, naming);
    if (next) steps.add([next]);
  }
  return naming.length;
}
