/** Decides whether the caller may do what the request does to the image it names. */
import { mayOnImage } from "../access/policy.ts";
import type { Caller } from "../context.ts";
import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import { findRepository, nameProblem, type Repository } from "../manifests/repository.ts";
import { challenge } from "./authentication.ts";
import type { RegistryContext } from "./env.ts";
import { grants, repositoryScope, type ScopeAction } from "./scope.ts";

/**
 * The repository, if the policy lets the caller act on it and the caller's token, where it came with one, is for it.
 * Both count with each request: a token outlives a grant by minutes. Who has not signed in learns nothing of names.
 */
export async function authorize(c: RegistryContext, name: string, action: ScopeAction): Promise<Repository> {
  const deps = c.get("deps");
  const caller = c.get("caller");
  const problem = nameProblem(deps, name);
  if (problem) throw new RegistryError("NAME_INVALID", problem);
  const repository = await findRepository(deps, name);
  if (!(await mayUse(deps, caller, repository, action))) throw refusal(c, name, action, repository);
  if (!tokenAllows(c, name, action)) {
    throw challenge(c, [repositoryScope(name, action)], "insufficient_scope");
  }
  return repository as Repository;
}

/** The same question, for a repository the request can do without: the source of a mount. */
export async function isAllowed(c: RegistryContext, name: string, action: ScopeAction): Promise<boolean> {
  const deps = c.get("deps");
  const repository = await findRepository(deps, name);
  return (await mayUse(deps, c.get("caller"), repository, action)) && tokenAllows(c, name, action);
}

export async function mayUse(
  deps: Deps,
  caller: Caller | undefined,
  repository: Repository | undefined,
  action: ScopeAction,
): Promise<boolean> {
  if (!repository) return false;
  return mayOnImage({ ...deps, caller }, action, repository.organization, repository.image);
}

function tokenAllows(c: RegistryContext, name: string, action: ScopeAction): boolean {
  const scopes = c.get("scopes");
  return scopes === undefined || grants(scopes, { type: "repository", name, actions: [action] });
}

function refusal(
  c: RegistryContext,
  name: string,
  action: ScopeAction,
  repository: Repository | undefined,
): RegistryError {
  if (!c.get("caller")) {
    if (c.get("scopes")) return challenge(c, [repositoryScope(name, action)], "insufficient_scope");
    return new RegistryError("UNAUTHORIZED", "sign in first");
  }
  if (repository) return new RegistryError("DENIED", `no permission to ${action} ${name}`);
  const organization = name.split("/", 1)[0];
  return new RegistryError(
    "NAME_UNKNOWN",
    `organization ${organization} does not exist: create it in the console first`,
  );
}
