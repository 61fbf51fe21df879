/** What is said of triggers in several places. */
import type { TFunction } from "i18next";
import type { TriggerEntry } from "../../../core/console-operations/triggers.ts";
import { tellCondition } from "../../components/condition/condition.ts";

export function conditionText(t: TFunction, { trigger_type: type, condition }: TriggerEntry): string {
  return tellCondition(t, { type, condition });
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
