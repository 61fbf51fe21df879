/** Regions that images are copied to: other registries of the SWR kind, added by administrators or named by the operator. */
import { z } from "zod";
import { CERTIFICATE_MAX, REGION_NAME_MAX } from "../limits.ts";
import { operation } from "../operations/define.ts";
import { outboundFailures } from "../outbound-failures.ts";

const regionSchema = z.object({
  /** `remoteRegionId` of rules and records. */
  id: z.string(),
  name: z.string(),
  /** `operator`: named in the operator's file, where alone it can be changed. */
  source: z.enum(["operator", "console"]),
  /** Shown to administrators, as are the next two: an origin. */
  registry: z.string().optional(),
  api: z.string().optional(),
  project: z.string().optional(),
  creator_name: z.string().optional(),
  created_at: z.string().optional(),
});

export type RegionEntry = z.infer<typeof regionSchema>;

/** Why a region takes no copy, whichever image it is. */
export const regionFailureReasons = [
  ...outboundFailures,
  /** What answers is no registry, or no SWR API. */
  "not_registry",
  /** The access key is refused. */
  "unauthorized",
  /** It signs in, and may not do this. */
  "forbidden",
  /** It keeps asking to come back later. */
  "too_many_requests",
  "server",
] as const;

/** For people to act on. */
const failureSchema = z.object({
  reason: z.enum(regionFailureReasons),
  /** In the words of the region, or of what stood in the way. */
  detail: z.string(),
});

export type RegionFailure = z.infer<typeof failureSchema>;

const testSchema = z.object({
  /** Null: the sign-in to the registry went well. */
  registry_failure: failureSchema.nullable(),
  /** Null: the API answers, or the region has no address of one. */
  api_failure: failureSchema.nullable(),
  /** What the key may do there (core/permissions.ts); null where the API was not asked or did not say. */
  organizations: z.array(z.object({ name: z.string(), level: z.number().int() })).nullable(),
});

export type RegionTest = z.infer<typeof testSchema>;

const regionParams = z.object({ region_id: z.string() });

export const regionOperations = {
  /** The operator's first. Credentials are shown to nobody. */
  ListRegions: operation({
    group: "Console",
    summary: "List the regions images can be copied to",
    method: "GET",
    path: "/api/regions",
    response: z.object({ regions: z.array(regionSchema) }),
    success: 200,
  }),
  /** It is added whatever the test says: the network may not be there yet. */
  AddRegion: operation({
    group: "Console",
    summary: "Add a region with an access key, and test it",
    method: "POST",
    path: "/api/regions",
    body: z.object({
      id: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/),
      name: z.string().min(1).max(REGION_NAME_MAX),
      /** A host, or an http or https address without a path. */
      registry: z.string().min(1).max(300),
      /** Empty or absent: rights are seen only as copies are tried. */
      api: z.string().max(300).optional(),
      /** Its name, as in a login's `project@access key`, or its id. */
      project: z.string().min(1).max(64),
      access_key: z.string().min(1).max(128),
      secret_key: z.string().min(1).max(256),
      /** PEM. With it no other authority counts. */
      ca: z.string().max(CERTIFICATE_MAX).optional(),
    }),
    response: z.object({ region: regionSchema, test: testSchema }),
    success: 201,
  }),
  TestRegion: operation({
    group: "Console",
    summary: "Test a region: its registry, its API, and what the key may do there",
    method: "POST",
    path: "/api/regions/{region_id}/test",
    params: regionParams,
    response: testSchema,
    success: 200,
  }),
  /** Deletes its credentials and rules as well, and cancels what was still to be copied there. */
  DeleteRegion: operation({
    group: "Console",
    summary: "Forget a region and its credentials",
    method: "DELETE",
    path: "/api/regions/{region_id}",
    params: regionParams,
    success: 204,
  }),
};
