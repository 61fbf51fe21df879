import { queryOptions } from "@tanstack/react-query";
import { SESSION_PATH, type Session, type SignIn } from "../../../core/session.ts";
import { ApiError } from "../../api/api-error.ts";
import { http } from "../../api/http.ts";
import { queryClient } from "../../api/query-client.ts";

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return (await http.get<Session>(SESSION_PATH, { signal })).data;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});

/** Throws ApiError: 401 where the three do not match, 429 after many wrong tries. */
export async function signIn(values: SignIn): Promise<Session> {
  const { data } = await http.post<Session>(SESSION_PATH, values);
  queryClient.setQueryData(sessionQuery.queryKey, data);
  return data;
}

/** Goes on in another of the account's projects; everything shown is asked for again. Throws ApiError. */
export async function changeProject(project_id: string): Promise<void> {
  const { data } = await http.patch<Session>(SESSION_PATH, { project_id });
  queryClient.setQueryData(sessionQuery.queryKey, data);
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0],
  });
}

export async function signOut(): Promise<void> {
  await http.delete(SESSION_PATH);
  // In place, as the page watches this query: a new one after `clear()` would not be noticed.
  queryClient.setQueryData(sessionQuery.queryKey, null);
  // Nothing of one person's may be shown to the next.
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}
