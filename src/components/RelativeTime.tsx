import { useLanguage } from "../i18n/use-language.ts";
import { formatRelativeTime, formatTime } from "../lib/format.ts";
import { useNow } from "../lib/use-now.ts";

/** How long ago something was; the exact time shows on hover. `iso` is a time of the past. */
export function RelativeTime({ iso }: { iso: string }) {
  const language = useLanguage();
  // The service's clock may be ahead of this one, and this one is read only now and then.
  const now = Math.max(useNow(), new Date(iso).getTime());
  return (
    <time
      dateTime={iso}
      onPointerEnter={({ currentTarget }) => (currentTarget.title = formatTime(iso, language))}
    >
      {formatRelativeTime(iso, language, now)}
    </time>
  );
}
