/** What a request asks of its repository: the scope a challenge names and the right a route demands are this one. */
import type { RegistryPath } from "./path.ts";
import { type Access, CATALOG_SCOPE, repositoryScope, type ScopeAction } from "./scope.ts";

export type NamedPath = Extract<RegistryPath, { name: string }>;

/** Who follows an upload is about to go on with it. */
export function actionOf(method: string, { kind }: NamedPath): ScopeAction {
  if (kind !== "upload" && /^(GET|HEAD)$/.test(method)) return "pull";
  return method === "DELETE" && /^(manifest|blob)$/.test(kind) ? "delete" : "push";
}

/**
 * What a token must grant for the request to go through, the source of a mount (`from`) too. Names go into a header: what
 * could not be one is left out.
 */
export function scopesOf(method: string, path: RegistryPath | undefined, from: string | undefined): Access[] {
  if (path?.kind === "catalog") return [CATALOG_SCOPE];
  if (!path || !("name" in path)) return [];
  const scopes = [repositoryScope(path.name, actionOf(method, path))];
  if (path.kind === "uploads" && from) scopes.push(repositoryScope(from, "pull"));
  return scopes.filter(({ name }) => /^[a-z0-9._/-]+$/.test(name));
}
