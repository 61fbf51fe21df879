/** Who can pull this: from the wire to the service and back. */
import { findImage } from "../images/find-image.ts";
import { readPage } from "../list-query.ts";
import type { Handlers } from "../operations.ts";
import { findOrganization } from "../organizations/find-organization.ts";
import { listReachOfUser, listWhoReaches } from "./service.ts";

export const reachHandlers = {
  async ListWhoReachesImage(context, { params, query }) {
    const { namespace, repository } = params;
    const { organization, image } = await findImage(context, namespace, repository, "seeWhoReaches");
    return { value: await listWhoReaches(context, organization, image, readAsked(query)) };
  },
  async ListWhoReachesOrganization(context, { params, query }) {
    const organization = await findOrganization(context, params.namespace, "seeWhoReaches");
    return { value: await listWhoReaches(context, organization, undefined, readAsked(query)) };
  },
  async ListReachOfUser(context, { params, query }) {
    return { value: await listReachOfUser(context, params.user_id, readAsked(query)) };
  },
} satisfies Handlers;

function readAsked(query: {
  q?: string | undefined;
  offset?: number | undefined;
  limit?: number | undefined;
}) {
  return { part: query.q ?? "", page: readPage(query) };
}
