/** Paths of the Registry V2 API. Image names contain `/`, so a path is read from the right. */

export type RegistryPath =
  | { kind: "base" }
  | { kind: "catalog" }
  | { kind: "tags"; name: string }
  | { kind: "manifest"; name: string; reference: string }
  | { kind: "referrers"; name: string; digest: string }
  | { kind: "blob"; name: string; digest: string }
  | { kind: "uploads"; name: string }
  | { kind: "upload"; name: string; id: string };

/** `path` is what follows `/v2`. Undefined: not a path of the API. Names, digests and tags are still unchecked. */
export function parsePath(path: string): RegistryPath | undefined {
  if (path === "" || path === "/") return { kind: "base" };
  if (path === "/_catalog") return { kind: "catalog" };

  const segments = path.slice(1).split("/");
  const [third = "", second = "", lastSent = ""] = segments.slice(-3);
  // Clients in JavaScript encode the colon of a digest.
  const last = lastSent.replaceAll(/%3a/gi, ":");
  const nameBefore = (count: number) => segments.slice(0, -count).join("/");

  if (third === "blobs" && second === "uploads") {
    return last === ""
      ? { kind: "uploads", name: nameBefore(3) }
      : { kind: "upload", name: nameBefore(3), id: last };
  }
  if (second === "blobs" && last === "uploads") return { kind: "uploads", name: nameBefore(2) };
  if (second === "blobs") return { kind: "blob", name: nameBefore(2), digest: last };
  if (second === "manifests") return { kind: "manifest", name: nameBefore(2), reference: last };
  if (second === "referrers") return { kind: "referrers", name: nameBefore(2), digest: last };
  if (second === "tags" && last === "list") return { kind: "tags", name: nameBefore(2) };
  return undefined;
}
