import { queryOptions } from "@tanstack/react-query";
import { LOGIN_HEADERS } from "../../core/operations/facts.ts";
import { callRaw } from "../api/client.ts";
import { type RegistryLogin, readLogin } from "../lib/registry-login.ts";

export interface TemporaryLogin extends RegistryLogin {
  /** RFC 3339. */
  expiresAt: string;
  /** The same in milliseconds by the browser's own clock, which may be wrong. */
  endsAt: number;
}

/**
 * A new temporary login, for so many seconds or as long as the edition says. It holds a secret, so it is forgotten with
 * whatever shows it; and it makes a credential, so it is never asked for again by itself.
 */
export function temporaryLoginQuery(seconds?: number) {
  return queryOptions({
    queryKey: ["CreateSecret", seconds],
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: async ({ signal }): Promise<TemporaryLogin> => {
      const { data, headers } = await callRaw(
        "CreateSecret",
        { query: { duration_seconds: seconds } },
        signal,
      );
      const expiresAt = String(headers[LOGIN_HEADERS.expiresAt.toLowerCase()]);
      const answeredAt = Date.parse(String(headers.date));
      const life = Date.parse(expiresAt) - (Number.isNaN(answeredAt) ? Date.now() : answeredAt);
      if (Number.isNaN(life)) throw new Error("the answer does not say when the login ends");
      // The header `Date` has whole seconds, so the life is rounded down to them.
      const endsAt = Date.now() + Math.floor(life / 1000) * 1000;
      return { ...readLogin(data), expiresAt, endsAt };
    },
  });
}
