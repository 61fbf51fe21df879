import { useOutletContext, useParams } from "react-router-dom";
import type { IamUser } from "../../../core/iam-operations/users.ts";
import type { UserListContext } from "./UserListPage.tsx";

/** The user in the address; undefined until the list is loaded, and where it has no such user. */
export function useChosenUser(): IamUser | undefined {
  const { user } = useParams();
  const { users } = useOutletContext<UserListContext>();
  return users?.find(({ id }) => id === user);
}
