/** The account's users, for its administrators. All calls throw ApiError. */
import { queryOptions } from "@tanstack/react-query";
import type { UserHoldings } from "../../core/console-operations/user-holdings.ts";
import type { CreateUser, IamUser, UpdateUser } from "../../core/iam-operations/users.ts";
import { HOLDINGS_MAX } from "../../core/limits.ts";
import { ApiError } from "../api/api-error.ts";
import { call, operationQuery } from "../api/client.ts";
import { refresh } from "./refresh.ts";

/** All of them: their number is limited, and IAM's list has no pages. */
export const userListQuery = queryOptions({
  ...operationQuery("KeystoneListUsers", {}),
  select: ({ users }) => users,
});

/** Resolves once the list shows the user. */
export async function createUser(user: CreateUser): Promise<void> {
  await call("CreateUser", { body: { user } });
  await refresh("CreateUser");
}

/** Resolves once the page shows the change. What is not given stays. */
export async function updateUser(id: string, user: UpdateUser): Promise<void> {
  await call("UpdateUser", { params: { user_id: id }, body: { user } });
  await refresh("UpdateUser");
}

/** One of many. Does not refresh what shows them: usersChanged does, once for all. */
export async function enableOneOfMany(user: IamUser, enabled: boolean): Promise<void> {
  await call("UpdateUser", { params: { user_id: user.id }, body: { user: { enabled } } });
}

export async function deleteOneOfMany({ id }: IamUser): Promise<void> {
  try {
    await call("KeystoneDeleteUser", { params: { user_id: id } });
  } catch (error) {
    // The user is gone, as was asked for: deleted by somebody else, or by an earlier try whose answer was lost.
    if (error instanceof ApiError && error.status === 404) return;
    throw error;
  }
}

export const usersChanged = () => refresh("UpdateUser");
export const usersDeleted = () => refresh("KeystoneDeleteUser");

export type Holdings = Omit<UserHoldings, "id">;

/** What these users hold together, and would go with them. */
export function userHoldingsQuery(ids: readonly string[]) {
  return queryOptions({
    queryKey: ["ListUserHoldings", { ids }],
    // Never cached: an old number would be wrong.
    staleTime: 0,
    queryFn: async ({ signal }): Promise<Holdings> => {
      const parts = Array.from({ length: Math.ceil(ids.length / HOLDINGS_MAX) }, (_, at) =>
        ids.slice(at * HOLDINGS_MAX, (at + 1) * HOLDINGS_MAX),
      );
      const answers = await Promise.all(
        parts.map((part) => call("ListUserHoldings", { query: { ids: part.join(",") } }, signal)),
      );
      const users = answers.flatMap((answer) => answer.users);
      const sum = (key: keyof Holdings) => users.reduce((total, user) => total + user[key], 0);
      return {
        organizationGrants: sum("organizationGrants"),
        imageGrants: sum("imageGrants"),
        accessKeys: sum("accessKeys"),
        sessions: sum("sessions"),
        tokens: sum("tokens"),
        logins: sum("logins"),
      };
    },
  });
}
