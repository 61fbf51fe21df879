/** The parts of an image's config that the upload needs; docker's and OCI's agree on them. */
import { z } from "zod";
import { optionalList, optionalText } from "./go-json.ts";
import { ArchiveError } from "./problem.ts";

/** Engines stop at 127. */
const MAX_LAYERS = 512;

export const imageConfigSchema = z.object({
  os: optionalText,
  architecture: optionalText,
  variant: optionalText,
  rootfs: z.object({ diff_ids: optionalList(z.string()) }).nullish(),
});

/** `linux/arm64/v8`; undefined where the config or descriptor says `unknown`, as attestations do. */
export function platformOf(platform: {
  os?: string | null | undefined;
  architecture?: string | null | undefined;
  variant?: string | null | undefined;
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

/**
 * `digests`: of the layers in the archive's order, as far as they are known. Only uncompressed ones are also diff ids.
 * Throws ArchiveError where they are the config's in another order: the image would come out wrong.
 */
export function checkLayerOrder(digests: readonly (string | undefined)[], diffIds: readonly string[]): void {
  const sorted = JSON.stringify([...digests].sort()) === JSON.stringify([...diffIds].sort());
  if (sorted && digests.some((digest, index) => digest !== diffIds[index]))
    throw new ArchiveError({ code: "layer_order" });
}
