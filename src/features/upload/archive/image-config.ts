/** The parts of an image's config that the upload needs; docker's and OCI's agree on them. */
import { z } from "zod";
import { ArchiveError } from "./problem.ts";

/** Engines stop at 127. */
const MAX_LAYERS = 512;

export const imageConfigSchema = z.object({
  os: z.string().default(""),
  architecture: z.string().default(""),
  variant: z.string().default(""),
  rootfs: z.object({ diff_ids: z.array(z.string()).nullable().default([]) }),
});

/** `linux/arm64/v8`; undefined where the config or descriptor says `unknown`, as attestations do. */
export function platformOf(platform: {
  os?: string;
  architecture?: string;
  variant?: string;
}): string | undefined {
  const parts = [platform.os, platform.architecture, platform.variant].filter((part) => part);
  return parts.length < 2 || parts.includes("unknown") ? undefined : parts.join("/");
}

/** Throws ArchiveError where the config lists other layers than there are. */
export function checkLayerCount(actual: number, diffIds: readonly string[]): void {
  if (actual > MAX_LAYERS) throw new ArchiveError({ code: "too_many_layers", max: MAX_LAYERS });
  if (actual !== diffIds.length)
    throw new ArchiveError({ code: "layer_count", expected: diffIds.length, actual });
}
