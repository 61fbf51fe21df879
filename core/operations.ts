/** The table of operations: id → method, path, schemas, success code. */
import type { z } from "zod";
import { accessoryOperations } from "./operations/accessories.ts";
import { agencyOperations } from "./operations/agency.ts";
import { imageAccessOperations } from "./operations/image-access.ts";
import { imageOperations } from "./operations/images.ts";
import { loginOperations } from "./operations/login.ts";
import { organizationAccessOperations } from "./operations/organization-access.ts";
import { organizationOperations } from "./operations/organizations.ts";
import { retentionOperations } from "./operations/retention.ts";
import { sharedImageOperations } from "./operations/shared-images.ts";
import { shareOperations } from "./operations/shares.ts";
import { statisticsOperations } from "./operations/statistics.ts";
import { syncOperations } from "./operations/sync.ts";
import { tagOperations } from "./operations/tags.ts";
import { triggerOperations } from "./operations/triggers.ts";
import { versionOperations } from "./operations/versions.ts";

/**
 * The order is the order of the service's routes: where two paths can match the same request, the one with the
 * literal segment comes first. So `{tag}/references` stands behind `tags/{tag}`, `triggers/{trigger}` and the like,
 * `retentions/{retention_id}` behind `retentions/histories`, and `/{api_version}` last.
 */
export const operations = {
  ...organizationOperations,
  ...organizationAccessOperations,
  ...imageOperations,
  ...sharedImageOperations,
  ...imageAccessOperations,
  ...tagOperations,
  ...shareOperations,
  ...syncOperations,
  ...triggerOperations,
  ...retentionOperations,
  ...accessoryOperations,
  ...loginOperations,
  ...statisticsOperations,
  ...agencyOperations,
  ...versionOperations,
};

type Operations = typeof operations;
export type OperationId = keyof Operations;

type Part<Id extends OperationId, Key extends "params" | "query" | "body" | "response"> = Operations[Id][Key];

/** What a caller passes: query values before coercion may be numbers, the client writes them as text. */
export type Params<Id extends OperationId> = z.output<Part<Id, "params">>;
export type Query<Id extends OperationId> = z.output<Part<Id, "query">>;
export type Body<Id extends OperationId> = z.output<Part<Id, "body">>;
export type ResponseOf<Id extends OperationId> = z.output<Part<Id, "response">>;
