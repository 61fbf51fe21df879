/** Decides whether the caller may do what the request does to the image it names. */
import { rightToImage } from "../access/policy.ts";
import type { Right } from "../access/rights.ts";
import type { Caller } from "../context.ts";
import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import { findRepository, nameProblem, type Repository } from "../manifests/repository.ts";
import { challenge } from "./authentication.ts";
import { actionOf, type NamedPath } from "./demand.ts";
import type { RegistryContext } from "./env.ts";
import { grants, type ScopeAction } from "./scope.ts";

/**
 * The repository, if both the policy and the caller's token, where it came with one, allow what the request does. Both
 * are checked with each request, as a token may outlive a grant by minutes. Who has not signed in learns nothing of
 * names.
 */
export async function authorize(c: RegistryContext, path: NamedPath): Promise<Repository> {
  const deps = c.get("deps");
  const { name } = path;
  const action = actionOf(c.req.method, path);
  const problem = nameProblem(deps, name);
  if (problem) throw nameRefused(name, action, problem);
  const repository = await findRepository(deps, name);
  if (!(await rightToUse(deps, c.get("caller"), repository, action))) {
    throw refusal(c, name, action, repository);
  }
  if (!tokenAllows(c, name, action)) throw challenge(c, "insufficient_scope");
  return repository as Repository;
}

/**
 * The same for the source of a mount, which a request can do without. What the caller may pull, also if it is public or
 * shared, may be mounted: the bytes could as well be fetched and sent back. If only the token's scope is missing, the
 * client is asked to get another token, as it would otherwise send the whole layer.
 */
export async function mayMountFrom(c: RegistryContext, name: string): Promise<boolean> {
  const deps = c.get("deps");
  const repository = await findRepository(deps, name);
  if (!(await rightToUse(deps, c.get("caller"), repository, "pull"))) return false;
  if (!tokenAllows(c, name, "pull")) throw challenge(c, "insufficient_scope");
  return true;
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
    return c.get("scopes")
      ? challenge(c, "insufficient_scope")
      : new RegistryError("UNAUTHORIZED", "sign in first");
  }
  if (repository) return new RegistryError("DENIED", `no permission to ${action} ${name}`);
  const organization = `organization ${name.split("/", 1)[0]} does not exist`;
  return new RegistryError(
    "NAME_UNKNOWN",
    action === "push"
      ? `${organization}: create it in the console first`
      : `no image ${name}: ${organization}`,
  );
}

/**
 * Before a push clients ask by HEAD what is there, and give up at a 400, whose body they do not get. So a HEAD for a
 * name without an organization answers that it is not there, and the push that follows says why.
 */
function nameRefused(name: string, action: ScopeAction, problem: string): RegistryError {
  if (name.includes("/")) return new RegistryError("NAME_INVALID", problem);
  return action === "push"
    ? new RegistryError("NAME_INVALID", `${problem}: create the organization in the console first`)
    : new RegistryError("NAME_UNKNOWN", `no image ${name}: ${problem}`);
}
