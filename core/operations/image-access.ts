/** Grants on one image, beside those on its organization. */
import { accessSchema, grantsBody, revokedUsersBody } from "./access.ts";
import { operation } from "./define.ts";
import { imageParams } from "./parameters.ts";

const group = "Repository permissions";

export const imageAccessOperations = {
  CreateUserRepositoryAuth: operation({
    group,
    summary: "Grant users rights on an image",
    method: "POST",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/access",
    params: imageParams,
    body: grantsBody,
    success: 201,
  }),
  UpdateUserRepositoryAuth: operation({
    group,
    summary: "Change users' rights on an image",
    method: "PATCH",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/access",
    params: imageParams,
    body: grantsBody,
    success: 201,
  }),
  DeleteUserRepositoryAuth: operation({
    group,
    summary: "Revoke users' rights on an image",
    method: "DELETE",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/access",
    params: imageParams,
    body: revokedUsersBody,
    success: 204,
  }),
  ShowUserRepositoryAuth: operation({
    group,
    summary: "Show who has rights on an image",
    method: "GET",
    path: "/v2/manage/namespaces/{namespace}/repos/{repository}/access",
    params: imageParams,
    response: accessSchema,
    success: 200,
  }),
};
