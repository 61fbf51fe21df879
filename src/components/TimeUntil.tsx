import { useT } from "../i18n/use-t.ts";
import { timeUntil } from "../lib/format.ts";
import { useNow } from "../lib/use-now.ts";
import { ExactTime } from "./ExactTime.tsx";

/** How long it is until something. `iso` is a time to come; once it has, it is now. */
export function TimeUntil({ iso }: { iso: string }) {
  const t = useT();
  const { unit, count } = timeUntil(iso, useNow());
  return (
    <ExactTime iso={iso}>
      {unit === "second" && count === 0 ? t("common.ago.now") : t(`common.until.${unit}`, { count })}
    </ExactTime>
  );
}
