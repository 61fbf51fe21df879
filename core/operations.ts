/** The table of operations: id → method, path, schemas, success code. */
import { accessoryOperations } from "./operations/accessories.ts";
import { agencyOperations } from "./operations/agency.ts";
import type { AnswerOf, InputOf } from "./operations/define.ts";
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

export type Params<Id extends OperationId> = InputOf<Operations[Id]>["params"];
export type Body<Id extends OperationId> = InputOf<Operations[Id]>["body"];
export type ResponseOf<Id extends OperationId> = AnswerOf<Operations[Id]>;
