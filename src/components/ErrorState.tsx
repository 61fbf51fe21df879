/** A failure in the place of what could not be shown: what happened, the request's id, and trying again. */
import { ApiError } from "../api/api-error.ts";
import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { useErrorText } from "./use-error-text.ts";

interface ErrorStateProps {
  error: unknown;
  onRetry: () => void;
  /** `h1` where the failure is all there is on the page. */
  heading?: "h1";
}

export function ErrorState({ error, onRetry, heading }: ErrorStateProps) {
  const t = useT();
  const errorText = useErrorText();
  return (
    <Notice
      role="alert"
      {...(heading && { heading })}
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
