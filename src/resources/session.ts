import { queryOptions } from "@tanstack/react-query";
import type { Session, SignIn } from "../../core/session.ts";
import { call, operationQuery } from "../api/client.ts";
import { queryClient } from "../api/query-client.ts";

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  ...operationQuery("ShowSession", {}),
  staleTime: Number.POSITIVE_INFINITY,
});

/** As the page shows it now; another tab may have changed it. */
export const shownSession = () => queryClient.getQueryData(sessionQuery.queryKey);

/** Throws ApiError: 401 where the three do not match, 429 after many wrong tries. */
export async function signIn(values: SignIn): Promise<Session> {
  const session = await call("CreateSession", { body: values });
  queryClient.setQueryData(sessionQuery.queryKey, session);
  return session;
}

/** Goes on in another of the account's projects; everything shown is asked for again. Throws ApiError. */
export async function changeProject(project_id: string): Promise<void> {
  const session = await call("UpdateSession", { body: { project_id } });
  queryClient.setQueryData(sessionQuery.queryKey, session);
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0],
  });
}

export async function signOut(): Promise<void> {
  await call("DeleteSession", {});
  // Set in place, as the page watches this query and would not notice a new one after `clear()`.
  queryClient.setQueryData(sessionQuery.queryKey, null);
  // Nothing of one person's data may be shown to the next.
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}
