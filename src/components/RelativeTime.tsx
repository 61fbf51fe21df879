import { useT } from "../i18n/use-t.ts";
import { ageOf } from "../lib/format.ts";
import { useNow } from "../lib/use-now.ts";
import { ExactTime } from "./ExactTime.tsx";

/** Of one of these a language says "yesterday" rather than "1 day ago". */
const NAMED = { day: "lastDay", month: "lastMonth", year: "lastYear" } as const;

/** How long ago something was. `iso` is a time of the past: where the clocks differ a little, it is now. */
export function RelativeTime({ iso }: { iso: string }) {
  const t = useT();
  const { unit, count } = ageOf(iso, useNow());
  const name = count === 1 && unit in NAMED ? NAMED[unit as keyof typeof NAMED] : unit;
  return (
    <ExactTime iso={iso}>
      {name === "second" && count === 0 ? t("common.ago.now") : t(`common.ago.${name}`, { count })}
    </ExactTime>
  );
}
