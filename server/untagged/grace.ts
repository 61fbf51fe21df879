import type { Deps } from "../deps.ts";

/** How long what nothing holds stays, in milliseconds; undefined: until somebody deletes it. */
export function graceMs({ config }: Pick<Deps, "config">): number | undefined {
  return config.untaggedDays === 0 ? undefined : config.untaggedDays * 24 * 60 * 60 * 1000;
}
