/** Organizations: `namespace` on the wire. */
import { z } from "zod";
import { operation } from "./define.ts";

const level = z.union([z.literal(7), z.literal(3), z.literal(1)]);

export const organizationSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  creator_name: z.string(),
  auth: level,
});

/** The two counts are undocumented but sent by the live service. */
export const listedOrganizationSchema = organizationSchema.extend({
  access_user_count: z.number().int(),
  repo_count: z.number().int(),
});

export type Organization = z.infer<typeof organizationSchema>;
export type ListedOrganization = z.infer<typeof listedOrganizationSchema>;

const params = z.object({ namespace: z.string() });

export const organizationOperations = {
  CreateNamespace: operation({
    method: "POST",
    path: "/v2/manage/namespaces",
    body: z.object({ namespace: z.string() }),
    success: 201,
  }),
  /** No paging: every organization comes back at once. Filter keys: `namespace`, `mode` (`visible`). */
  ListNamespaces: operation({
    method: "GET",
    path: "/v2/manage/namespaces",
    query: z.object({ namespace: z.string().optional(), filter: z.string().optional() }),
    response: z.object({ namespaces: z.array(listedOrganizationSchema) }),
    success: 200,
  }),
  ShowNamespace: operation({
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}",
    params,
    response: organizationSchema,
    success: 200,
  }),
  /** 406 while the organization still holds images. */
  DeleteNamespaces: operation({
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}",
    params,
    success: 204,
  }),
};
