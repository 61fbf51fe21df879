/** Fires generated requests at a service and judges each answer. */
import { afterAll, beforeAll } from "vitest";
import { dump, type Shot, shoot, startTarget, type Target } from "./service.ts";
import { type Form, fault } from "./verdict.ts";

interface Range {
  target: () => Target;
  /**
   * Throws unless the answer is a refusal in the right form that changed nothing. `mayPass`: a write is well-formed
   * after all, so that it may succeed.
   */
  fire: (form: Form, shot: Shot, mayPass: boolean) => Promise<number>;
  close: () => Promise<void>;
}

const isReading = (method: string) => method === "GET" || method === "HEAD";

/** Opens before the tests of a file and closes after them. Call once at the top of it. */
export function setUpRange(): Pick<Range, "target" | "fire"> {
  let range: Range;
  beforeAll(async () => {
    range = await openRange();
  });
  afterAll(() => range.close());
  return { target: () => range.target(), fire: (...shot) => range.fire(...shot) };
}

async function openRange(): Promise<Range> {
  let target = await startTarget();
  let before = await dump(target);

  /** What was deleted may be what the next requests are about. */
  async function renew(): Promise<void> {
    await target.close();
    target = await startTarget();
    before = await dump(target);
  }

  return {
    target: () => target,
    close: () => target.close(),
    async fire(form, shot, mayPass) {
      const hit = await shoot(target.origin, shot);
      const after = await dump(target);
      const changed = after !== before;
      const passed = hit.status < 400 && !isReading(shot.method);
      const problem =
        fault(form, shot.method, hit) ??
        (changed && !passed ? `a change:\n${difference(before, after)}` : undefined) ??
        (passed && !mayPass ? "malformed, and yet accepted" : undefined);
      if (changed) {
        if (shot.method === "DELETE" || problem) await renew();
        else before = after;
      }
      if (problem) throw new Error(`${shot.method} ${shot.path}: ${hit.status} ${hit.body}\n${problem}`);
      return hit.status;
    },
  };
}

function difference(before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const gone = old.filter((line) => !now.includes(line)).map((line) => `- ${line}`);
  return [...gone, ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`)].join("\n");
}
