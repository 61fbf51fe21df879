import type { TFunction } from "i18next";
import type { SyncCause } from "../../../core/console-operations/sync.ts";

type Final = "came_from_there" | "immutable" | "refused" | "no_tag";

/** Nothing but other content helps against these. */
const FINAL: ReadonlySet<SyncCause> = new Set<Final>(["came_from_there", "immutable", "refused", "no_tag"]);

const isFinal = (cause: SyncCause): cause is Final => FINAL.has(cause);

/** What stood in the way, and what to do about it. */
export function causeWithRemedy(t: TFunction, cause: SyncCause): string {
  const first = t(`sync.cause.${cause}`);
  return isFinal(cause) ? first : t("sync.sentences", { first, second: t(`sync.remedy.${cause}`) });
}
