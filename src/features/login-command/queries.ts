import { queryOptions } from "@tanstack/react-query";
import { LOGIN_HEADERS } from "../../../core/operations/login.ts";
import { callRaw } from "../../api/client.ts";
import { type LoginCommands, loginCommands } from "./rules.ts";

export interface TemporaryLogin extends LoginCommands {
  /** RFC 3339. */
  expiresAt: string;
}

/**
 * A new temporary login. It holds a secret, so it is forgotten with the dialog; and it makes a credential, so it is
 * never asked for again by itself.
 */
export const temporaryLoginQuery = queryOptions({
  queryKey: ["CreateSecret"],
  gcTime: 0,
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  queryFn: async ({ signal }): Promise<TemporaryLogin> => {
    const { data, headers } = await callRaw("CreateSecret", {}, signal);
    const expiresAt = String(headers[LOGIN_HEADERS.expiresAt.toLowerCase()]);
    if (Number.isNaN(Date.parse(expiresAt))) throw new Error("the answer does not say when the login ends");
    return { ...loginCommands(data), expiresAt };
  },
});
