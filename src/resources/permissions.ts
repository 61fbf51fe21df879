import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { GrantedLevel } from "../../core/permissions.ts";
import { isRefusedWith } from "../api/api-error.ts";
import { call, operationQuery } from "../api/client.ts";
import type { ListPlace } from "./list-place.ts";
import { refresh } from "./refresh.ts";

/** Where rights are granted: an organization, or one image of it. */
export interface PermissionPlace {
  organization: string;
  image?: string;
}

export const PERMISSION_LIST = {
  columns: ["name"],
  sort: { column: "name", order: "asc" },
} as const;

/** Users offered at a time; others are found by a part of their name. */
const USERS_OFFERED = 50;

export interface NamedUser {
  id: string;
  name: string;
}

const queryOf = ({ organization, image }: PermissionPlace) => ({
  namespace: organization,
  repository: image,
});

export function permissionListQuery(place: PermissionPlace, { page, size }: ListPlace<string>, name: string) {
  const paging = { limit: size, offset: (page - 1) * size };
  return queryOptions({
    ...operationQuery("ListPermissions", {
      query: { ...queryOf(place), ...paging, ...(name && { q: name }) },
    }),
    placeholderData: keepPreviousData,
  });
}

export function grantableUsersQuery(place: PermissionPlace, name: string) {
  return queryOptions({
    ...operationQuery("ListGrantableUsers", {
      query: { ...queryOf(place), limit: USERS_OFFERED, ...(name && { q: name }) },
    }),
    placeholderData: keepPreviousData,
  });
}

/** One of many: does not refresh what shows it. Throws ApiError. */
export async function grantTo(place: PermissionPlace, user: NamedUser, auth: GrantedLevel): Promise<void> {
  await write("Create", place, user, auth);
}

/** One of many: does not refresh what shows it. Throws ApiError. */
export async function changeGrant(
  place: PermissionPlace,
  user: NamedUser,
  auth: GrantedLevel,
): Promise<void> {
  await write("Update", place, user, auth);
}

async function write(verb: "Create" | "Update", place: PermissionPlace, user: NamedUser, auth: GrantedLevel) {
  const { organization: namespace, image: repository } = place;
  const body = [{ user_id: user.id, user_name: user.name, auth }];
  if (repository === undefined) await call(`${verb}NamespaceAuth`, { params: { namespace }, body });
  else await call(`${verb}UserRepositoryAuth`, { params: { namespace, repository }, body });
}

/** One of many: does not refresh what shows it. A grant that is gone already is no error. Throws ApiError. */
export async function revokeGrant(
  { organization: namespace, image: repository }: PermissionPlace,
  { id }: NamedUser,
): Promise<void> {
  try {
    if (repository === undefined) await call("DeleteNamespaceAuth", { params: { namespace }, body: [id] });
    else await call("DeleteUserRepositoryAuth", { params: { namespace, repository }, body: [id] });
  } catch (error) {
    if (!isRefusedWith(error, "organizationPermissionNotFound", "permissionNotFound")) throw error;
  }
}

/** Resolves once the page shows the change. */
export const permissionsChanged = ({ image }: PermissionPlace) =>
  refresh(image === undefined ? "UpdateNamespaceAuth" : "UpdateUserRepositoryAuth");
