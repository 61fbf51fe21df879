/** Organizations: `namespace` on the wire. */
import { z } from "zod";
import { levelSchema } from "./access.ts";
import { operation } from "./define.ts";
import { organizationParams } from "./parameters.ts";

export const organizationSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  creator_name: z.string(),
  auth: levelSchema,
});

/** The two counts are undocumented but sent by the live service. */
export const listedOrganizationSchema = organizationSchema.extend({
  access_user_count: z.number().int(),
  repo_count: z.number().int(),
});

export type Organization = z.infer<typeof organizationSchema>;
export type ListedOrganization = z.infer<typeof listedOrganizationSchema>;

const group = "Organizations";

export const organizationOperations = {
  CreateNamespace: operation({
    group,
    summary: "Create an organization",
    method: "POST",
    path: "/v2/manage/namespaces",
    body: z.object({ namespace: z.string() }),
    success: 201,
    errors: [400, 401, 409, 500],
  }),
  /** No paging: every organization comes back at once. Filter keys: `namespace`, `mode` (`visible`). */
  ListNamespaces: operation({
    group,
    summary: "List organizations",
    method: "GET",
    path: "/v2/manage/namespaces",
    query: z.object({ namespace: z.string().optional(), filter: z.string().optional() }),
    response: z.object({ namespaces: z.array(listedOrganizationSchema) }),
    success: 200,
  }),
  ShowNamespace: operation({
    group,
    summary: "Show an organization",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}",
    params: organizationParams,
    response: organizationSchema,
    success: 200,
  }),
  /** 406 while the organization still holds images. */
  DeleteNamespaces: operation({
    group,
    summary: "Delete an empty organization",
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}",
    params: organizationParams,
    success: 204,
    errors: [400, 401, 404, 406, 500],
  }),
};
