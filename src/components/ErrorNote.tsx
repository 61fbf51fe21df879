/** A failure within a page, beside what was tried. ErrorState takes the place of a page's content. */
import { useEffect, useRef } from "react";
import { ApiError } from "../api/api-error.ts";
import { useT } from "../i18n/use-t.ts";
import styles from "./ErrorNote.module.css";
import { useErrorText } from "./use-error-text.ts";

export function ErrorNote({ error }: { error: unknown }) {
  const t = useT();
  const errorText = useErrorText();
  const note = useRef<HTMLDivElement>(null);

  // In a long form it may be out of sight.
  useEffect(() => {
    // Newer browsers return a promise, which React must not take for a clean-up.
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
