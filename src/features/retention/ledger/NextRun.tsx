import { useT } from "../../../i18n/use-t.ts";
import { useNow } from "../../../lib/use-now.ts";

const MINUTE_MS = 60_000;

/** In how many minutes; rules run every hour. `iso` is null while none is planned, as before the service's first run. */
export function NextRun({ iso }: { iso: string | null }) {
  const t = useT();
  const now = useNow();
  const minutes = iso === null ? 0 : Math.floor((Date.parse(iso) - now) / MINUTE_MS);
  return minutes < 1 ? t("retention.ledger.soon") : t("retention.ledger.inMinutes", { count: minutes });
}
