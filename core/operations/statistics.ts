/** Quotas, what an account stores and transfers, and which features the service offers. */
import { z } from "zod";
import { operation } from "./define.ts";

const projectParams = z.object({ project_id: z.string() });

const group = "Quota, statistics, features, agency";

export const statisticsOperations = {
  ListQuotas: operation({
    group,
    summary: "List quotas and what is used of them",
    method: "GET",
    path: "/v2/manage/projects/{project_id}/quotas",
    params: projectParams,
    response: z.object({
      quotas: z.array(
        z.object({
          /** `namespace` is the one that is known. */
          quota_key: z.string(),
          quota_limit: z.number().int(),
          used: z.number().int(),
          /** Empty for a plain count. */
          unit: z.string(),
        }),
      ),
    }),
    success: 200,
    errors: [400, 401, 500],
  }),
  ShowDomainOverview: operation({
    group,
    summary: "Show what the account holds",
    method: "GET",
    path: "/v2/manage/overview",
    response: z.object({
      domain_id: z.string(),
      domain_name: z.string(),
      /** Misspelt on the wire. */
      namspace_num: z.number().int(),
      repo_num: z.number().int(),
      image_num: z.number().int(),
      /** The reference gives no unit for these two; this service says bytes: stored now, and pulled so far. */
      store_space: z.number(),
      downflow_size: z.number(),
    }),
    success: 200,
    errors: [400, 401, 500],
  }),
  ShowDomainResourceReports: operation({
    group,
    summary: "Show storage or downloads day by day",
    method: "GET",
    path: "/v2/manage/reports/{resource_type}/{frequency}",
    params: z.object({ resource_type: z.enum(["store", "downflow"]), frequency: z.literal("daily") }),
    /** Bytes, as in the overview; days are those of UTC. */
    response: z.array(z.object({ date: z.iso.date(), value: z.number() })),
    success: 200,
    errors: [400, 401, 500],
  }),
  ShowShareFeatureGates: operation({
    group,
    summary: "Show which features are on",
    method: "GET",
    path: "/v2/manage/projects/{project_id}/feature-gates",
    params: projectParams,
    response: z.object({
      enable_experience: z.boolean(),
      enable_hss_service: z.boolean(),
      enable_image_scan: z.boolean(),
      enable_sm3: z.boolean(),
      enable_image_sync: z.boolean(),
      enable_cci_service: z.boolean(),
      enable_image_label: z.boolean(),
      enable_pipeline: z.boolean(),
      enable_authorization_token: z.boolean(),
      enable_resource: z.boolean(),
      enable_list_v3: z.boolean(),
      enable_image_quota: z.boolean(),
      /** These four are undocumented but sent by the live service. */
      enable_cosign_signature: z.boolean(),
      enable_enterprise_edition_link: z.boolean(),
      enable_customize_validity_period: z.boolean(),
      swr_util_download_url: z.string(),
    }),
    success: 200,
    errors: [400, 401, 500],
  }),
};
