import i18next from "i18next";
import { ApiError } from "../api/api-error.ts";
import { useT } from "../i18n/use-t.ts";

/**
 * Says an error in the person's language: by its code, else by its status, else the service's own text for a
 * refusal (4xx), which names what was wrong.
 */
export function useErrorText(): (error: unknown) => string {
  const t = useT();
  return (error) => {
    if (!(error instanceof ApiError)) return t("error.unknown");
    const key = `error.c${error.number}`;
    // The key comes from the wire, so whether it exists is only known here.
    if (error.number !== "" && i18next.exists(key)) return t(key as "error.c4010000");
    if (error.status === 0) return t("error.offline");
    if (error.status === 429) return t("error.tooMany");
    if (error.status >= 500) return t("error.server");
    return error.message || t("error.unknown");
  };
}
