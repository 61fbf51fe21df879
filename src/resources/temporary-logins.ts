/** One's temporary logins of registry clients. All calls throw ApiError. */
import { queryOptions } from "@tanstack/react-query";
import { call, operationQuery } from "../api/client.ts";
import { refresh } from "./refresh.ts";

export const temporaryLoginsQuery = queryOptions(operationQuery("ListTemporaryLogins", {}));

/** Without a key all of them. */
export async function endTemporaryLogins(accessKey?: string): Promise<void> {
  await call("EndTemporaryLogins", { query: { access_key: accessKey } });
  await refresh("EndTemporaryLogins");
}
