/** Decides whether the caller may do what the request does to the image it names. */
import { rightToImage } from "../access/policy.ts";
import type { Right } from "../access/rights.ts";
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
  if (!(await rightToUse(deps, caller, repository, action))) throw refusal(c, name, action, repository);
  if (!tokenAllows(c, name, action)) {
    throw challenge(c, [repositoryScope(name, action)], "insufficient_scope");
  }
  return repository as Repository;
}

/**
 * The same question, for a repository the request can do without: the source of a mount. What one may pull, were it
 * public or shared by another account, one may mount: the bytes could as well be fetched and sent back.
 */
export async function isAllowed(c: RegistryContext, name: string, action: ScopeAction): Promise<boolean> {
  const deps = c.get("deps");
  const repository = await findRepository(deps, name);
  const right = await rightToUse(deps, c.get("caller"), repository, action);
  return right !== undefined && tokenAllows(c, name, action);
}

/** The right by which the caller may; undefined where there is none. */
export async function rightToUse(
  deps: Deps,
  caller: Caller | undefined,
  repository: Repository | undefined,
  action: ScopeAction,
): Promise<Right | undefined> {
  if (!repository) return undefined;
  return rightToImage({ ...deps, caller }, action, repository.organization, repository.image);
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
