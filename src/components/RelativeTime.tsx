import { useLanguage } from "../i18n/use-language.ts";
import { useT } from "../i18n/use-t.ts";
import { ageOf, formatTime } from "../lib/format.ts";
import { useNow } from "../lib/use-now.ts";

/** Of one of these a language says "yesterday" rather than "1 day ago". */
const NAMED = { day: "lastDay", month: "lastMonth", year: "lastYear" } as const;

/** How long ago something was; the exact time shows on hover. `iso` is a time of the past. */
export function RelativeTime({ iso }: { iso: string }) {
  const t = useT();
  const language = useLanguage();
  const { unit, count } = ageOf(iso, useNow());
  const name = count === 1 && unit in NAMED ? NAMED[unit as keyof typeof NAMED] : unit;
  return (
    <time
      dateTime={iso}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = formatTime(iso, language);
      }}
    >
      {name === "second" && count === 0 ? t("common.ago.now") : t(`common.ago.${name}`, { count })}
    </time>
  );
}
