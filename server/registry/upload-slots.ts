import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import type { RegistryContext } from "./env.ts";

/** Layers an account may send at once (SWR product documentation, "Constraints"). */
export const UPLOADS_AT_ONCE = 20;

const RETRY_AFTER_S = 5;

const runningBy = new WeakMap<Deps["storage"], Map<string, number>>();

/** TOOMANYREQUESTS beyond what one account may send at once. A request without a body, like most last ones, is free. */
export async function withUploadSlot<Result>(
  c: RegistryContext,
  work: () => Promise<Result>,
): Promise<Result> {
  const account = c.get("caller")?.account.id;
  if (account === undefined || !sendsBody(c)) return work();
  const { storage } = c.get("deps");
  const running = runningBy.get(storage) ?? new Map<string, number>();
  runningBy.set(storage, running);
  const count = running.get(account) ?? 0;
  if (count >= UPLOADS_AT_ONCE) {
    throw new RegistryError("TOOMANYREQUESTS", `an account may send ${UPLOADS_AT_ONCE} layers at once`, {
      headers: { "retry-after": String(RETRY_AFTER_S) },
    });
  }
  running.set(account, count + 1);
  try {
    return await work();
  } finally {
    const left = (running.get(account) ?? 1) - 1;
    if (left > 0) running.set(account, left);
    else running.delete(account);
  }
}

function sendsBody(c: RegistryContext): boolean {
  const length = c.req.header("content-length");
  return length === undefined ? c.req.header("transfer-encoding") !== undefined : length !== "0";
}
