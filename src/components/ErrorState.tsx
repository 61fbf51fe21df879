/** A failure in the place of what could not be shown: what happened, the request's id, and trying again. */
import { ApiError } from "../api/api-error.ts";
import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { useErrorText } from "./use-error-text.ts";

export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT();
  const errorText = useErrorText();
  return (
    <Notice
      role="alert"
      title={t("common.error.title")}
      text={errorText(error)}
      action={<Button onClick={onRetry}>{t("common.retry")}</Button>}
      note={
        error instanceof ApiError && error.requestId !== ""
          ? t("common.error.requestId", { id: error.requestId })
          : undefined
      }
    />
  );
}
