/** What a request needs on its repository, for the scope in a challenge and for the check of rights alike. */
import type { RegistryPath } from "./path.ts";
import { type Access, CATALOG_SCOPE, repositoryScope, type ScopeAction } from "./scope.ts";

export type NamedPath = Extract<RegistryPath, { name: string }>;

/** Whoever asks for an upload's status is about to go on with it. */
export function actionOf(method: string, { kind }: NamedPath): ScopeAction {
  if (kind !== "upload" && /^(GET|HEAD)$/.test(method)) return "pull";
  return method === "DELETE" && /^(manifest|blob)$/.test(kind) ? "delete" : "push";
}

/**
 * The scopes a token needs for this request, the one for the source of a mount (`from`) included. They go into a
 * header, so a name that is not valid is left out.
 */
export function scopesOf(method: string, path: RegistryPath | undefined, from: string | undefined): Access[] {
  if (path?.kind === "catalog") return [CATALOG_SCOPE];
  if (!path || !("name" in path)) return [];
  const scopes = [repositoryScope(path.name, actionOf(method, path))];
  if (path.kind === "uploads" && from) scopes.push(repositoryScope(from, "pull"));
  return scopes.filter(({ name }) => /^[a-z0-9._/-]+$/.test(name));
}
