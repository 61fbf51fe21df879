/** The person's access keys, projects and password, as IAM has them. All calls throw ApiError. */
import { queryOptions } from "@tanstack/react-query";
import type { UpdateAccessKey } from "../../core/iam-operations/access-keys.ts";
import type { ChangePassword } from "../../core/iam-operations/users.ts";
import { call, operationQuery, type ResponseOf } from "../api/client.ts";
import { refresh } from "./refresh.ts";

/** The projects the caller may use. */
export const projectsQuery = queryOptions({
  ...operationQuery("KeystoneListAuthProjects", {}),
  select: ({ projects }) => projects,
});

/** The caller's own. */
export const accessKeysQuery = queryOptions({
  ...operationQuery("ListPermanentAccessKeys", {}),
  select: ({ credentials }) => credentials,
});

/** When the key was last used, to the minute; null: never. Only the call of the single key tells. */
export function accessKeyUseQuery(access: string) {
  return queryOptions({
    ...operationQuery("ShowPermanentAccessKey", { params: { access_key: access } }),
    select: ({ credential }) => credential.last_use_time,
  });
}

type CreatedAccessKey = ResponseOf<"CreatePermanentAccessKey">["credential"];

/** The answer is the only one that ever holds the secret. Resolves once the list shows the new key. */
export async function createAccessKey(userId: string, description: string): Promise<CreatedAccessKey> {
  const body = { credential: { user_id: userId, description } };
  const { credential } = await call("CreatePermanentAccessKey", { body });
  await refresh("CreatePermanentAccessKey");
  return credential;
}

export async function updateAccessKey(access: string, credential: UpdateAccessKey): Promise<void> {
  await call("UpdatePermanentAccessKey", { params: { access_key: access }, body: { credential } });
  await refresh("UpdatePermanentAccessKey");
}

export async function deleteAccessKey(access: string): Promise<void> {
  await call("DeletePermanentAccessKey", { params: { access_key: access } });
  await refresh("DeletePermanentAccessKey");
}

/** Ends every sign-in of the user, this one too. */
export async function changePassword(userId: string, user: ChangePassword): Promise<void> {
  await call("KeystoneUpdateUserPassword", { params: { user_id: userId }, body: { user } });
}
