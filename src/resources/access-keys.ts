/** Typed calls of the neighbour IAM (core/iam.ts), as the service carries it for the console. All throw ApiError. */
import { queryOptions } from "@tanstack/react-query";
import type { ChangePassword, IamAccessKey, IamProject, UpdateAccessKey } from "../../core/iam.ts";
import { CONSOLE_IAM_PREFIX } from "../../core/session.ts";
import { http } from "../api/http.ts";
import { queryClient } from "../api/query-client.ts";

const KEYS = `${CONSOLE_IAM_PREFIX}/v3.0/OS-CREDENTIAL/credentials`;

/** The projects the caller may use. */
export const projectsQuery = queryOptions({
  queryKey: ["iam", "projects"],
  queryFn: async ({ signal }) => {
    const url = `${CONSOLE_IAM_PREFIX}/v3/auth/projects`;
    return (await http.get<{ projects: IamProject[] }>(url, { signal })).data.projects;
  },
});

/** The caller's own. */
export const accessKeysQuery = queryOptions({
  queryKey: ["iam", "access-keys"],
  queryFn: async ({ signal }) =>
    (await http.get<{ credentials: IamAccessKey[] }>(KEYS, { signal })).data.credentials,
});

/** When the key was last used, to the minute; null: never. Only the call of the single key tells. */
export function accessKeyUseQuery(access: string) {
  return queryOptions({
    queryKey: ["iam", "access-key-use", access],
    queryFn: async ({ signal }) => {
      const { data } = await http.get<{ credential: { last_use_time: string | null } }>(`${KEYS}/${access}`, {
        signal,
      });
      return data.credential.last_use_time;
    },
  });
}

/** The answer is the only one that ever holds the secret. Resolves once the list shows the new key. */
export async function createAccessKey(
  userId: string,
  description: string,
): Promise<IamAccessKey & { secret: string }> {
  const credential = { user_id: userId, description };
  const { data } = await http.post<{ credential: IamAccessKey & { secret: string } }>(KEYS, { credential });
  await refreshAccessKeys();
  return data.credential;
}

export async function updateAccessKey(access: string, credential: UpdateAccessKey): Promise<void> {
  await http.put(`${KEYS}/${access}`, { credential });
  await refreshAccessKeys();
}

export async function deleteAccessKey(access: string): Promise<void> {
  await http.delete(`${KEYS}/${access}`);
  await refreshAccessKeys();
}

function refreshAccessKeys(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: accessKeysQuery.queryKey });
}

/** Ends every sign-in of the user, this one too. */
export async function changePassword(userId: string, user: ChangePassword): Promise<void> {
  await http.post(`${CONSOLE_IAM_PREFIX}/v3/users/${userId}/password`, { user });
}
