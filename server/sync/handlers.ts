/** Synchronization, from the wire to the service and back. */
import type { Selectable } from "kysely";
import { syncJobListQuery } from "../../core/operations/sync.ts";
import type { Context } from "../context.ts";
import type { Database } from "../db/schema.ts";
import type { ImageInOrganization } from "../images/find-image.ts";
import { contentRange, readListQuery } from "../list-query.ts";
import type { Handlers } from "../operations.ts";
import { findImageToSync, findSyncedImage } from "./find-image.ts";
import { listAccountRules } from "./list-rules.ts";
import { cancelRecord, listAccountRecords, listImageRecords, listJobs, retryRecord } from "./records.ts";
import { createRule, createRules, deleteRule, listRules } from "./rules.ts";
import { sendPresentTags, sendTags } from "./send.ts";

type Image = Pick<ImageInOrganization, "organization" | "image">;

export const syncHandlers = {
  async CreateImageSyncRepo(context, { params, body }) {
    const { image } = await findImageToSync(context, params);
    const { syncAuto: is_auto = false, override = false } = body;
    await createRule(context, image.id, { ...targetOf(body), is_auto, override });
    return { value: {} };
  },
  async ListImageAutoSyncReposDetails(context, { params }) {
    const found = await findSyncedImage(context, params);
    const rules = await listRules(context, found.image.id);
    return {
      value: rules.map((rule) => ({
        ...presentCopy(context, found, { ...rule, updated_at: rule.created_at }),
        syncAuto: rule.is_auto === 1,
      })),
    };
  },
  async DeleteImageSyncRepo(context, { params, body }) {
    const { image } = await findImageToSync(context, params);
    await deleteRule(context, image.id, targetOf(body));
    return { value: {} };
  },
  /** Each tag that is there can be queued. */
  async CreateManualImageSyncRepo(context, { params, body }) {
    const { image } = await findImageToSync(context, params);
    const wanted = { ...targetOf(body), override: body.override ?? false };
    await sendTags(context, image.id, wanted, body.imageTag);
    return { value: [] };
  },
  async ShowSyncJob(context, { params, query }) {
    const found = await findSyncedImage(context, params);
    const { order = "desc", ...page } = readListQuery(syncJobListQuery, query).values;
    const { rows, total } = await listJobs(context, found.image.id, page, order);
    return {
      value: rows.map((row) => ({
        ...presentCopy(context, found, row),
        tag: row.tag,
        status: row.state,
        syncOperatorId: row.creator_id,
        syncOperatorName: row.creator_name,
      })),
      headers: contentRange(page, rows.length, total),
    };
  },
  async ListImageSyncRecords(context, { params, query }) {
    const { image } = await findSyncedImage(context, params);
    return { value: await listImageRecords(context, image.id, query) };
  },
  async ListSyncRecords(context, { query }) {
    return { value: await listAccountRecords(context, query) };
  },
  async ListSyncRules(context, { query }) {
    return { value: await listAccountRules(context, query) };
  },
  async RetrySyncRecord(context, { params }) {
    await retryRecord(context, params.record_id);
    return { value: undefined };
  },
  async CancelSyncRecord(context, { params }) {
    await cancelRecord(context, params.record_id);
    return { value: undefined };
  },
  async CreateSyncRules(context, { body: { images, ...target } }) {
    return { value: { images: await createRules(context, wantedOf(target), images) } };
  },
  async SyncPresentTags(context, { params, body }) {
    const { image } = await findImageToSync(context, params);
    return { value: { queued: await sendPresentTags(context, image.id, wantedOf(body)) } };
  },
} satisfies Handlers;

function targetOf({ remoteRegionId, remoteNamespace }: { remoteRegionId: string; remoteNamespace: string }) {
  return { region_id: remoteRegionId, remote_organization: remoteNamespace };
}

function wantedOf(body: { region_id: string; remote_namespace: string; override: boolean }) {
  return {
    region_id: body.region_id,
    remote_organization: body.remote_namespace,
    override: body.override,
  };
}

type Copy = Pick<
  Selectable<Database["sync_records"]>,
  "id" | "region_id" | "remote_organization" | "override" | "created_at" | "updated_at"
>;

/** What rules and jobs have in common. */
function presentCopy({ caller }: Context, { organization, image }: Image, copy: Copy) {
  return {
    id: copy.id,
    domainID: caller.account.id,
    domainName: caller.account.name,
    namespace: organization.name,
    repoName: image.name,
    remoteRegionId: copy.region_id,
    remoteNamespace: copy.remote_organization,
    override: copy.override === 1,
    createdAt: copy.created_at,
    updatedAt: copy.updated_at,
  };
}
