/** Versions of the API. These two need no token. */
import { z } from "zod";
import { operation } from "./define.ts";

const versionSchema = z.object({
  /** `v2`. */
  id: z.string(),
  /** One object, where other services have a list. */
  links: z.object({ href: z.string(), rel: z.string() }),
  /** The newest microversion, and the oldest one. */
  version: z.string(),
  min_version: z.string(),
  status: z.enum(["CURRENT", "SUPPORTED", "DEPRECATED"]),
  updated: z.string(),
});

export const versionOperations = {
  ListApiVersions: operation({
    group: "API versions",
    summary: "List the versions of the API",
    method: "GET",
    path: "/",
    response: z.object({ versions: z.array(versionSchema) }),
    success: 200,
    errors: [500],
  }),
  /** Only `v` and a number: any other word at the root is a page of the console. */
  ShowApiVersion: operation({
    group: "API versions",
    summary: "Show a version of the API",
    method: "GET",
    path: "/{api_version}",
    params: z.object({ api_version: z.string().regex(/^v\d+$/) }),
    response: z.object({ version: versionSchema }),
    success: 200,
    errors: [500],
  }),
};
