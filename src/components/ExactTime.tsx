import type { ReactNode } from "react";
import { useLanguage } from "../i18n/use-language.ts";
import { formatTime } from "../lib/format.ts";

/** Words for a time; the exact one shows on hover. */
export function ExactTime({ iso, children }: { iso: string; children: ReactNode }) {
  const language = useLanguage();
  return (
    <time
      dateTime={iso}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = formatTime(iso, language);
      }}
    >
      {children}
    </time>
  );
}
