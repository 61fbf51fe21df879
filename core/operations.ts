/** The table of operations: id → method, path, schemas, success code. */
import type { z } from "zod";
import { imageOperations } from "./operations/images.ts";
import { loginOperations } from "./operations/login.ts";
import { organizationOperations } from "./operations/organizations.ts";
import { tagOperations } from "./operations/tags.ts";

export const operations = {
  ...organizationOperations,
  ...imageOperations,
  ...tagOperations,
  ...loginOperations,
};

export type Operations = typeof operations;
export type OperationId = keyof Operations;

type Part<Id extends OperationId, Key extends "params" | "query" | "body" | "response"> = Operations[Id][Key];

/** What a caller passes: query values before coercion may be numbers, the client writes them as text. */
export type Params<Id extends OperationId> = z.output<Part<Id, "params">>;
export type Query<Id extends OperationId> = z.output<Part<Id, "query">>;
export type Body<Id extends OperationId> = z.output<Part<Id, "body">>;
export type ResponseOf<Id extends OperationId> = z.output<Part<Id, "response">>;
