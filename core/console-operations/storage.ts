/** What organizations store, and may. SWR's own API has no call for it; its console does. */
import { z } from "zod";
import { operation } from "../operations/define.ts";
import { organizationParams } from "../operations/parameters.ts";
import { QUOTA_MAX_BYTES, QUOTA_MIN_BYTES } from "../quota.ts";

/** Bytes; null: no limit. */
const quotaSchema = z.number().int().min(QUOTA_MIN_BYTES).max(QUOTA_MAX_BYTES).nullable();

const organizationStorageSchema = z.object({
  name: z.string(),
  /** Bytes of its images. What a push left that no manifest names is not counted. */
  stored_bytes: z.number().int(),
  quota_bytes: quotaSchema,
});

export type OrganizationStorage = z.infer<typeof organizationStorageSchema>;

export const storageOperations = {
  /** Of those that ListNamespaces has. */
  ListOrganizationStorage: operation({
    group: "Console",
    summary: "List what organizations store and may store",
    method: "GET",
    path: "/api/storage",
    response: z.object({ organizations: z.array(organizationStorageSchema) }),
    success: 200,
  }),
  /** It may be below what is stored: then nothing more comes in. */
  UpdateOrganizationQuota: operation({
    group: "Console",
    summary: "Set what an organization may store",
    method: "PUT",
    path: "/api/storage/{namespace}",
    params: organizationParams,
    body: z.object({ quota_bytes: quotaSchema }),
    response: organizationStorageSchema,
    success: 200,
  }),
};
