/** Operations on shares, from the wire to the service and back. */
import { imageNameFromUrl } from "../../core/names.ts";
import { PAGE_DEFAULT } from "../../core/operations/paging.ts";
import { SHARED_IMAGE_ORDER_COLUMNS, sharedImageListQuery } from "../../core/operations/shared-images.ts";
import { SwrError } from "../errors.ts";
import { presentListedImage, presentV3ListedImage } from "../images/present.ts";
import { contentRange, readListQuery, readOrder, readPage } from "../list-query.ts";
import type { Handlers } from "../operations.ts";
import { deleteShares, listShares, updateShares } from "./change-shares.ts";
import { listAllShares } from "./ledger.ts";
import { presentAccessDomain, presentShareRules } from "./present.ts";
import { shareImage } from "./share-image.ts";
import { listSharedImages, listSharedImagesAfter } from "./shared-images.ts";

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
  async ListSharedReposDetails(context, { query }) {
    const { values, fromFilter } = readListQuery(sharedImageListQuery, query);
    if (values.center === undefined) throw new SwrError("missingParameter", "center: self or thirdparty");
    const page = readPage(values);
    const filter = {
      center: values.center,
      organization: fromFilter ? undefined : values.namespace,
      organizationContains: fromFilter ? values.namespace : undefined,
      nameContains: values.name === undefined ? undefined : imageNameFromUrl(values.name),
      owner: values.domain_name,
      isValid: values.status === undefined ? undefined : values.status === "true",
    };
    const order = readOrder(SHARED_IMAGE_ORDER_COLUMNS, values);
    const { rows, total } = await listSharedImages(context, filter, order, page);
    return {
      value: rows.map((row) => ({
        ...presentListedImage(context, row, total),
        status: row.status,
        ...(context.caller.via === "session" && row.deadline !== null && { deadline: row.deadline }),
        ...(context.caller.via === "session" && values.center === "self" && { id: row.id }),
      })),
      headers: contentRange(page, rows.length, total),
    };
  },
  async ListSharedRepoDetails(context, { query }) {
    const { rows, nextMarker } = await listSharedImagesAfter(
      context,
      {
        center: query.shared_by,
        organization: query.namespace,
        nameContains: query.name === undefined ? undefined : imageNameFromUrl(query.name),
        isValid: query.status,
      },
      query.marker ?? 0,
      query.limit ?? PAGE_DEFAULT,
    );
    const repos = rows.map((row) => ({ ...presentV3ListedImage(row), status: row.status }));
    return { value: { repos, nextMarker } };
  },
  async ListShares(context, { query }) {
    return { value: await listAllShares(context, query) };
  },
} satisfies Handlers;
