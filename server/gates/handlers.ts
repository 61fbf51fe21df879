/** What this service offers. */
import type { OperationId } from "../../core/operations.ts";
import type { Handlers } from "../operations.ts";
import { listRegions } from "../regions/service.ts";
import { requireOwnProject } from "../statistics/own-project.ts";

/** A feature gate is open if the service carries the operations behind it. Gates of other services never are. */
export function gateHandlers(isCarried: (id: OperationId) => boolean) {
  return {
    async ShowShareFeatureGates(context, { params }) {
      requireOwnProject(context, params.project_id);
      return {
        value: {
          enable_experience: false,
          enable_hss_service: false,
          enable_image_scan: false,
          enable_sm3: false,
          enable_image_sync: isCarried("CreateImageSyncRepo"),
          enable_cci_service: false,
          enable_image_label: false,
          enable_pipeline: false,
          enable_authorization_token: isCarried("CreateAuthorizationToken"),
          // The tab of the image center.
          enable_resource: false,
          enable_list_v3: isCarried("ListRepoDetails") && isCarried("ListRepositoryTag"),
          enable_image_quota: false,
          enable_cosign_signature: isCarried("ListRepoAccessories"),
          enable_enterprise_edition_link: false,
          enable_customize_validity_period: true,
          swr_util_download_url: "",
        },
      };
    },
    /** The only region is this service's own. */
    async ListSyncRegions(context) {
      const ids = [context.config.region, ...(await listRegions(context)).map(({ id }) => id)];
      return { value: [...new Set(ids)].map((regionID) => ({ regionID })) };
    },
  } satisfies Handlers;
}
