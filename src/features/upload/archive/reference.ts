/** Names of images as archives carry them, e.g. `registry.io/team/app:1`. */

export interface ImageReference {
  /** Inside its organization; may contain `/`. Empty where the archive knows only the tag. */
  image: string;
  tag: string;
}

/**
 * The organization chosen in the console takes the place of registry and namespace; what follows stays:
 * `registry.io/team/sub/app:1` → `sub/app`, `registry.io/app:1` and `app:1` → `app`. The first part is a registry if
 * it has a dot or a port or is `localhost` (rule of the docker reference grammar). Without a tag it is `latest`.
 */
export function parseReference(reference: string): ImageReference {
  const withoutDigest = reference.split("@", 1)[0] ?? "";
  const parts = withoutDigest.split("/");
  const [last = ""] = parts.splice(-1);
  const colon = last.indexOf(":");
  const name = colon === -1 ? last : last.slice(0, colon);
  const tag = colon === -1 ? "latest" : last.slice(colon + 1);
  const hasRegistry = /[.:]|^localhost$/.test(parts[0] ?? "");
  const path = hasRegistry ? parts.slice(1) : parts;
  return { image: [...path.slice(1), name].join("/"), tag };
}

/** Each name once, in the order of first use; a bare tag only where no full name has it. */
export function uniqueReferences(references: readonly ImageReference[]): ImageReference[] {
  const unique = new Map(references.map((reference) => [`${reference.image}:${reference.tag}`, reference]));
  const named = new Set([...unique.values()].filter(({ image }) => image !== "").map(({ tag }) => tag));
  return [...unique.values()].filter(({ image, tag }) => image !== "" || !named.has(tag));
}
