import { useQuery } from "@tanstack/react-query";
import { useT } from "../../i18n/use-t.ts";
import { sessionQuery } from "../../resources/session.ts";

/** Why the person may set up and control no sync, which is for the account's administrators; undefined where they may. */
export function useSyncRefusal(): string | undefined {
  const t = useT();
  const session = useQuery(sessionQuery).data;
  return session && !session.user.isAdministrator ? t("images.sync.administrators") : undefined;
}
