import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { temporaryLoginQuery } from "../../resources/login.ts";

/** A temporary login that is made once somebody asks for it: reading a page makes no credential. */
export function useTemporaryLogin() {
  const [asked, setAsked] = useState(false);
  const query = useQuery({ ...temporaryLoginQuery(), enabled: asked });
  return {
    login: query.data,
    loggingIn: query.isFetching,
    error: query.isError ? query.error : undefined,
    onLogIn: () => {
      if (asked) void query.refetch();
      else setAsked(true);
    },
  };
}
