import { call, operationQuery } from "../api/client.ts";
import { refresh } from "./refresh.ts";

/** Every organization the caller sees; the wire has no paging here. */
export const organizationListQuery = operationQuery("ListNamespaces", {});

export function organizationQuery(name: string) {
  return operationQuery("ShowNamespace", { params: { namespace: name } });
}

/** Resolves once the list shows the change. Throws ApiError. */
export async function createOrganization(name: string): Promise<void> {
  await call("CreateNamespace", { body: { namespace: name } });
  await refresh("CreateNamespace");
}

/** Resolves once the list shows the change. Throws ApiError. */
export async function deleteOrganization(name: string): Promise<void> {
  await call("DeleteNamespaces", { params: { namespace: name } });
  await refresh("DeleteNamespaces");
}

/** What each of those stores, and may. */
export const organizationStorageQuery = operationQuery("ListOrganizationStorage", {});

/** In bytes; null: no limit. Resolves once the page shows the change. Throws ApiError. */
export async function setOrganizationQuota(name: string, quota_bytes: number | null): Promise<void> {
  await call("UpdateOrganizationQuota", { params: { namespace: name }, body: { quota_bytes } });
  await refresh("UpdateOrganizationQuota");
}
