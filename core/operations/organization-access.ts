/** Grants on an organization. They cover every image in it. */
import { z } from "zod";
import { accessSchema, grantsBody, revokedUsersBody } from "./access.ts";
import { operation } from "./define.ts";
import { organizationParams } from "./parameters.ts";

/** Names the creator, which the access of an image does not. */
export const organizationAccessSchema = accessSchema.extend({ creator_name: z.string() });

const group = "Organization permissions";

export const organizationAccessOperations = {
  /** 200, while the same call on an image answers 201. */
  CreateNamespaceAuth: operation({
    group,
    summary: "Grant users rights on an organization",
    method: "POST",
    path: "/v2/manage/namespaces/{namespace}/access",
    params: organizationParams,
    body: grantsBody,
    success: 200,
    errors: [400, 401, 404, 409, 500],
  }),
  UpdateNamespaceAuth: operation({
    group,
    summary: "Change users' rights on an organization",
    method: "PATCH",
    path: "/v2/manage/namespaces/{namespace}/access",
    params: organizationParams,
    body: grantsBody,
    success: 201,
  }),
  DeleteNamespaceAuth: operation({
    group,
    summary: "Revoke users' rights on an organization",
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}/access",
    params: organizationParams,
    body: revokedUsersBody,
    success: 204,
  }),
  ShowNamespaceAuth: operation({
    group,
    summary: "Show who has rights on an organization",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/access",
    params: organizationParams,
    response: organizationAccessSchema,
    success: 200,
  }),
};
