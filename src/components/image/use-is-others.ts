import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../../resources/session.ts";

/** Whether it belongs to another account, which shares it or made it public: what is shared is read-only. */
export function useIsOthers(owner: { domain_id: string } | undefined): boolean {
  const session = useQuery(sessionQuery).data;
  return owner !== undefined && session !== undefined && session?.account.id !== owner.domain_id;
}
