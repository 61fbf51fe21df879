/** Operations on grants, from the wire to the service and back. */
import type { Handlers } from "../operations.ts";
import { createGrants, deleteGrants, updateGrants } from "./change-grants.ts";
import { listGrantableUsers, listPermissions } from "./list-users.ts";
import { showImageAccess, showOrganizationAccess } from "./show-access.ts";

export const grantHandlers = {
  async CreateNamespaceAuth(context, { params, body }) {
    await createGrants(context, params, body);
    return { value: {} };
  },
  async UpdateNamespaceAuth(context, { params, body }) {
    await updateGrants(context, params, body);
    return { value: {} };
  },
  async DeleteNamespaceAuth(context, { params, body }) {
    await deleteGrants(context, params, body);
    return { value: undefined };
  },
  async ShowNamespaceAuth(context, { params }) {
    return { value: await showOrganizationAccess(context, params.namespace) };
  },
  async CreateUserRepositoryAuth(context, { params, body }) {
    await createGrants(context, params, body);
    return { value: {} };
  },
  async UpdateUserRepositoryAuth(context, { params, body }) {
    await updateGrants(context, params, body);
    return { value: {} };
  },
  async DeleteUserRepositoryAuth(context, { params, body }) {
    await deleteGrants(context, params, body);
    return { value: undefined };
  },
  async ShowUserRepositoryAuth(context, { params }) {
    return { value: await showImageAccess(context, params.namespace, params.repository) };
  },
  async ListPermissions(context, { query }) {
    return { value: await listPermissions(context, query) };
  },
  async ListGrantableUsers(context, { query }) {
    return { value: await listGrantableUsers(context, query) };
  },
} satisfies Handlers;
