/** How two images differ: in layers, told apart by digest, and in what their configs say. */
import type { ImageConfig, Pair } from "./config.ts";
import type { Descriptor } from "./manifest.ts";

export type LayerFate = "shared" | "removed" | "added";

export interface ComparedLayer {
  fate: LayerFate;
  layer: Descriptor;
}

/**
 * Compares layers in stacking order: those of both, and those of one. A layer that one has twice is shared as often as
 * the other has it.
 */
export function compareLayers(from: readonly Descriptor[], to: readonly Descriptor[]): ComparedLayer[] {
  const left = countDigests(from);
  const right = countDigests(to);
  const ofFrom = from.map(
    (layer): ComparedLayer => ({ fate: take(right, layer) ? "shared" : "removed", layer }),
  );
  const added = to.filter((layer) => !take(left, layer));
  const shared = ofFrom.filter(({ fate }) => fate === "shared");
  const removed = ofFrom.filter(({ fate }) => fate === "removed");
  return [...shared, ...removed, ...added.map((layer): ComparedLayer => ({ fate: "added", layer }))];
}

function countDigests(layers: readonly Descriptor[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { digest } of layers) counts.set(digest, (counts.get(digest) ?? 0) + 1);
  return counts;
}

/** Takes one layer of this digest out of the count; false where there is none left. */
function take(counts: Map<string, number>, { digest }: Descriptor): boolean {
  const left = counts.get(digest) ?? 0;
  counts.set(digest, left - 1);
  return left > 0;
}

export interface Share {
  count: number;
  /** Bytes. */
  size: number;
}

export function sumLayers(layers: readonly ComparedLayer[], fate: LayerFate): Share {
  const chosen = layers.filter((one) => one.fate === fate);
  return { count: chosen.length, size: chosen.reduce((sum, { layer }) => sum + layer.size, 0) };
}

export const CONFIG_FIELDS = [
  "platform",
  "created",
  "author",
  "user",
  "workdir",
  "entrypoint",
  "cmd",
  "ports",
  "volumes",
  "stopSignal",
  "env",
  "labels",
] as const;

type ConfigField = (typeof CONFIG_FIELDS)[number];

export interface ConfigDifference {
  field: ConfigField;
  /** Of an environment variable or a label. */
  name: string | undefined;
  /** Undefined where that side does not have it. */
  from: string | undefined;
  to: string | undefined;
}

/** What differs, in the order of the fields; equal values are left out. */
export function compareConfigs(from: ImageConfig, to: ImageConfig): ConfigDifference[] {
  return CONFIG_FIELDS.flatMap((field): ConfigDifference[] => {
    if (field === "env" || field === "labels") return comparePairs(field, from[field], to[field]);
    const [left, right] = [fieldText(from, field), fieldText(to, field)];
    return left === right ? [] : [{ field, name: undefined, from: left, to: right }];
  });
}

/** The words of a command as they were pushed, the members of a set in order. Undefined for nothing. */
export function fieldText(
  config: ImageConfig,
  field: Exclude<ConfigField, "env" | "labels">,
): string | undefined {
  const value = config[field];
  if (value.length === 0) return undefined;
  if (typeof value === "string") return value;
  return field === "ports" || field === "volumes" ? value.toSorted().join(", ") : JSON.stringify(value);
}

function comparePairs(
  field: "env" | "labels",
  from: readonly Pair[],
  to: readonly Pair[],
): ConfigDifference[] {
  // If a name is there twice the last value counts, as it does when the container runs.
  const [left, right] = [new Map(from), new Map(to)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort()
    .filter((name) => left.get(name) !== right.get(name))
    .map((name) => ({ field, name, from: left.get(name), to: right.get(name) }));
}
