/** What is still to be looked at after a change of holds: in memory, and in a table what a transaction leaves to a job. */
import type { Kysely } from "kysely";
import { type Param, prepared } from "../db/prepared.ts";
import type { Database } from "../db/schema.ts";

/** In which order steps are taken. What is released may turn out to be held, once nothing is left to be released. */
export const TURN = { renew: 0, release: 1, hold: 2, check: 3 } as const;

type Turn = (typeof TURN)[keyof typeof TURN];

export interface HoldStep {
  turn: Turn;
  digest: string;
  /** Of what it goes through, the last that was looked at; empty at first. */
  after: string;
}

export const stepsOf = (kind: keyof typeof TURN, rows: readonly { digest: string }[]): HoldStep[] =>
  rows.map(({ digest }) => ({ turn: TURN[kind], digest, after: "" }));

export class HoldSteps {
  readonly #waiting: HoldStep[][] = Object.values(TURN).map(() => []);

  add(steps: readonly HoldStep[]): void {
    for (const step of steps) this.#waiting[step.turn]?.push(step);
  }

  /** Takes the next one; undefined where none is left up to that turn. */
  take(upTo: Turn): HoldStep | undefined {
    return this.#waiting
      .slice(0, upTo + 1)
      .find((steps) => steps.length > 0)
      ?.pop();
  }

  rest(): HoldStep[] {
    return this.#waiting.flat();
  }
}

/** Rows of a statement, far below SQLite's limit of 32766 values. */
const ROWS = 1000;

/** Each manifest has a row a turn at most: one that begins anew goes through all. */
export async function leaveSteps(
  db: Kysely<Database>,
  imageId: number,
  steps: readonly HoldStep[],
): Promise<void> {
  for (let start = 0; start < steps.length; start += ROWS) {
    await db
      .insertInto("hold_steps")
      .values(steps.slice(start, start + ROWS).map((step) => ({ image_id: imageId, ...step })))
      .onConflict((conflict) => conflict.columns(["image_id", "turn", "digest"]).doUpdateSet({ after: "" }))
      .execute();
  }
}

const STEPS_AT_ONCE = 50;

/** Takes steps of the earliest turn there is from the table. */
export async function takeLeft(db: Kysely<Database>, imageId: number): Promise<HoldStep[]> {
  const [next] = await findNext(db, imageId);
  if (!next) return [];
  const rows = db
    .selectFrom("hold_steps")
    .select("digest")
    .where("image_id", "=", imageId)
    .where("turn", "=", next.turn)
    .limit(STEPS_AT_ONCE);
  return await db
    .deleteFrom("hold_steps")
    .where("image_id", "=", imageId)
    .where("turn", "=", next.turn)
    .where("digest", "in", rows)
    .returning(["turn", "digest", "after"])
    .execute();
}

export async function areStepsLeft(db: Kysely<Database>, imageId: number): Promise<boolean> {
  return (await findNext(db, imageId)).length > 0;
}

const findNext = prepared((db, imageId: Param<number>) =>
  db.selectFrom("hold_steps").select("turn").where("image_id", "=", imageId).orderBy("turn").limit(1),
);
