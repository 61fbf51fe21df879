/** Quotas and statistics, from the wire to the service and back. */
import type { Handlers } from "../operations.ts";
import { requireOwnProject } from "./own-project.ts";
import { countOrganizations, reportPulls, reportStored, sumUpImages, sumUpPulls } from "./service.ts";

export const statisticsHandlers = {
  async ListQuotas(context, { params }) {
    requireOwnProject(context, params.project_id);
    const used = await countOrganizations(context);
    const quota_limit = context.config.edition.organizationsPerAccount;
    return { value: { quotas: [{ quota_key: "namespace", quota_limit, used, unit: "" }] } };
  },
  async ShowDomainOverview(context) {
    const { account } = context.caller;
    const { images, tags, stored } = await sumUpImages(context);
    return {
      value: {
        domain_id: account.id,
        domain_name: account.name,
        namspace_num: await countOrganizations(context),
        repo_num: images,
        image_num: tags,
        store_space: stored,
        downflow_size: await sumUpPulls(context),
      },
    };
  },
  async ShowDomainResourceReports(context, { params }) {
    const report = params.resource_type === "store" ? reportStored : reportPulls;
    return { value: await report(context) };
  },
} satisfies Handlers;
