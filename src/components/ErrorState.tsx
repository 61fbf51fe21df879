/** A failure in the place of what could not be shown: what happened, the request's id, and trying again. */
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/api-error.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { useErrorText } from "./use-error-text.ts";

export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
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
