import type { TFunction } from "i18next";
import { type Action, allows, type GrantedLevel } from "../../../core/permissions.ts";

/** Why the person may not do it; undefined where they may, and until their level is known: the service decides then. */
export function refusalOf(
  t: TFunction,
  level: GrantedLevel | undefined,
  action: Extract<Action, "editAttributes" | "setTriggers" | "delete" | "share">,
): string | undefined {
  if (level === undefined || allows(level, action)) return undefined;
  return t(`images.refusal.${action}`);
}
