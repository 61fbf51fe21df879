import { useSuspenseQuery } from "@tanstack/react-query";
import type { Session } from "../../../core/session.ts";
import { sessionQuery } from "../../resources/session.ts";

/** The session of whoever is signed in. Only below SessionGate, which shows the sign-in page otherwise. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error("useSession was called where nobody is signed in");
  return data;
}
