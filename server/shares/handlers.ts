/** Operations on shares, from the wire to the service and back. */
import { SwrError } from "../errors.ts";
import type { Handlers } from "../operations.ts";
import { deleteShares, listShares, updateShares } from "./change-shares.ts";
import { presentAccessDomain, presentShareRules } from "./present.ts";
import { shareImage } from "./share-image.ts";

export const shareHandlers = {
  async CreateRepoDomains(context, { params, body }) {
    await shareImage(context, params, { column: "name", values: [body.access_domain] }, body);
    return { value: {} };
  },
  async ListRepoDomains(context, { params }) {
    const shares = await listShares(context, params);
    return { value: shares.map((share) => presentAccessDomain(context, params, share)) };
  },
  async ShowAccessDomain(context, { params }) {
    const [share] = await listShares(context, params, { accountName: params.access_domain });
    if (!share) return { value: { exist: false } };
    return { value: { exist: true, ...presentAccessDomain(context, params, share) } };
  },
  async UpdateRepoDomains(context, { params, body }) {
    await updateShares(context, params, { accountName: params.access_domain }, body);
    return { value: {} };
  },
  async DeleteRepoDomains(context, { params }) {
    await deleteShares(context, params, { accountName: params.access_domain });
    return { value: undefined };
  },
  async CreateRepoShare(context, { params, body }) {
    if (body.share_type === "organization") {
      throw new SwrError("invalidParameter", "share_type: this service has no organizations of accounts");
    }
    await shareImage(context, params, { column: "id", values: body.share_principals }, body);
    return { value: {} };
  },
  async ListRepoShares(context, { params, query }) {
    const shares = await listShares(context, params);
    const shown = query.share_type === "organization" ? [] : shares;
    return { value: presentShareRules(params, shown) };
  },
  async ShowRepoShare(context, { params }) {
    const shares = await listShares(context, params, { ruleId: params.share_id });
    const [rule] = presentShareRules(params, shares);
    if (!rule) throw new SwrError("permissionNotFound", `there is no share ${params.share_id}`);
    return { value: rule };
  },
  async UpdateRepoShare(context, { params, body }) {
    await updateShares(context, params, { ruleId: params.share_id }, body);
    return { value: {} };
  },
  async DeleteRepoShare(context, { params }) {
    await deleteShares(context, params, { ruleId: params.share_id });
    return { value: undefined };
  },
} satisfies Handlers;
