/** Finds the image a request names and decides whether the caller may do there what the request does. */
import { checkImageName, checkOrganizationName } from "../../core/names.ts";
import type { Caller } from "../context.ts";
import type { Deps } from "../deps.ts";
import { RegistryError } from "../errors.ts";
import { type ImageRef, mayOnImage, type OrganizationRef } from "../policy.ts";
import { challenge } from "./authentication.ts";
import type { RegistryContext } from "./env.ts";
import { grants, repositoryScope, type ScopeAction } from "./scope.ts";

export interface Repository {
  /** `organization/image` */
  name: string;
  organization: OrganizationRef & { name: string };
  imageName: string;
  /** Undefined before the first push. */
  image: ImageRef | undefined;
}

/** The repository, where its organization exists; undefined where it does not, or for a name that cannot be. */
export async function findRepository(deps: Deps, name: string): Promise<Repository | undefined> {
  if (nameProblem(deps, name)) return undefined;
  const [organizationName, imageName] = splitName(name);
  const organization = await deps.db
    .selectFrom("organizations")
    .select(["id", "account_id", "name"])
    .where("name", "=", organizationName)
    .executeTakeFirst();
  if (!organization) return undefined;
  const image = await deps.db
    .selectFrom("images")
    .select(["id", "is_public"])
    .where("organization_id", "=", organization.id)
    .where("name", "=", imageName)
    .executeTakeFirst();
  return { name, organization, imageName, image };
}

/** Which rule the name breaks, if it breaks one. */
function nameProblem(deps: Deps, name: string): string | undefined {
  if (!name.includes("/")) return "an image is named <organization>/<image>";
  const [organization, image] = splitName(name);
  const rule = checkOrganizationName(organization, deps.config.edition.reservedOrganizationNames);
  if (rule) return `invalid organization name: ${rule.replaceAll("_", " ")}`;
  const imageRule = checkImageName(image);
  return imageRule && `invalid image name: ${imageRule.replaceAll("_", " ")}`;
}

function splitName(name: string): [organization: string, image: string] {
  const at = name.indexOf("/");
  return [name.slice(0, at), name.slice(at + 1)];
}

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
  return mayOnImage(deps.db, caller, action, repository.organization, repository.image);
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
