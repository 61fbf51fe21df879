/** What is said of triggers in several places. */
import type { TFunction } from "i18next";
import type { TriggerEntry } from "../../../core/console-operations/triggers.ts";

/** What is to be pushed for it to fire: kind and, but for "all", which. */
export function conditionText(t: TFunction, { trigger_type, condition }: TriggerEntry): string {
  const kind = t(`triggers.condition.${trigger_type}`);
  if (trigger_type === "all") return kind;
  const what = trigger_type === "tag" ? condition.split(";").join(t("triggers.separator")) : condition;
  return t("triggers.condition.of", { kind, what });
}

/** `prod / team-a / Deployment web` */
export function targetText(t: TFunction, trigger: TriggerEntry): string {
  const { cluster_name, cluster_ns, app_type, application } = trigger;
  return `${cluster_name} / ${cluster_ns} / ${t(`triggers.kind.${app_type}`)} ${application}`;
}

export function containerText(t: TFunction, { container }: TriggerEntry): string {
  return container === ""
    ? t("triggers.containers.using")
    : container.split(";").join(t("triggers.separator"));
}
