/** Operations on organizations, from the wire to the service and back. */
import type { Organization } from "../../core/operations/organizations.ts";
import type { GrantedLevel } from "../../core/permissions.ts";
import { readFilter } from "../filter.ts";
import type { Handlers } from "../operations.ts";
import { createOrganization, deleteOrganization, listOrganizations, showOrganization } from "./service.ts";
import { listStorage, setQuota } from "./storage.ts";

export const organizationHandlers = {
  async CreateNamespace(context, { body }) {
    await createOrganization(context, body.namespace);
    return { value: {} };
  },
  async ListNamespaces(context, { query }) {
    const keys = readFilter(query.filter, ["namespace", "mode"]);
    const rows = await listOrganizations(context, {
      name: keys ? undefined : query.namespace,
      nameContains: keys?.namespace,
      withImageRights: keys?.mode === "visible",
    });
    const namespaces = rows.map((row) => ({
      ...present(row),
      access_user_count: row.user_count ?? 0,
      repo_count: row.image_count ?? 0,
    }));
    return { value: { namespaces } };
  },
  async ShowNamespace(context, { params }) {
    return { value: present(await showOrganization(context, params.namespace)) };
  },
  async ListOrganizationStorage(context) {
    return { value: { organizations: await listStorage(context) } };
  },
  async UpdateOrganizationQuota(context, { params, body }) {
    return { value: await setQuota(context, params.namespace, body.quota_bytes) };
  },
  async DeleteNamespaces(context, { params }) {
    await deleteOrganization(context, params.namespace);
    return { value: undefined };
  },
} satisfies Handlers;

function present(row: { id: number; name: string; creator_name: string; level: GrantedLevel }): Organization {
  return { id: row.id, name: row.name, creator_name: row.creator_name, auth: row.level };
}
