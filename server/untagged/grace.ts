import type { Deps } from "../deps.ts";

/** Milliseconds for which unheld manifests stay; undefined: until somebody deletes them. */
export function graceMs({ config }: Pick<Deps, "config">): number | undefined {
  return config.untaggedDays === 0 ? undefined : config.untaggedDays * 24 * 60 * 60 * 1000;
}
