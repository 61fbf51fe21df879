/** A failure beside what was tried, where the page around it still stands; ErrorState stands in for a page's content. */
import { useEffect, useRef } from "react";
import { ApiError } from "../api/api-error.ts";
import { useT } from "../i18n/use-t.ts";
import styles from "./ErrorNote.module.css";
import { useErrorText } from "./use-error-text.ts";

export function ErrorNote({ error }: { error: unknown }) {
  const t = useT();
  const errorText = useErrorText();
  const note = useRef<HTMLDivElement>(null);

  // In a long form it may stand below what is in sight.
  useEffect(() => {
    // It answers a promise in newer browsers, which is no clean-up.
    void note.current?.scrollIntoView({ block: "nearest" });
  }, []);

  return (
    <div ref={note} role="alert" className={styles.note}>
      <p>{errorText(error)}</p>
      {error instanceof ApiError && error.requestId !== "" && (
        <p className={styles.request}>{t("common.error.requestId", { id: error.requestId })}</p>
      )}
    </div>
  );
}
