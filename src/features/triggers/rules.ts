/** What the form holds, and what can be said of a trigger without asking the service. */
import type { TFunction } from "i18next";
import type { ClusterWorkload } from "../../../core/console-operations/clusters.ts";
import type { TriggerEntry } from "../../../core/console-operations/triggers.ts";
import {
  type ConditionValues,
  conditionOf,
  conditionValues,
  EVERY_TAG,
} from "../../components/condition/condition.ts";
import type { TriggerSettings } from "../../resources/triggers.ts";

export interface TriggerValues extends ConditionValues {
  name: string;
  enabled: boolean;
  cluster: string;
  namespace: string;
  /** `deployments/web`; empty while none is chosen. */
  workload: string;
  /** Each container that uses the image, or those that are named. */
  containers: "using" | readonly string[];
}

export const EMPTY: TriggerValues = {
  name: "",
  ...EVERY_TAG,
  enabled: true,
  cluster: "",
  namespace: "",
  workload: "",
  containers: "using",
};

export function valuesOf(trigger: TriggerEntry): TriggerValues {
  const { trigger_type: type, condition, container } = trigger;
  return {
    name: trigger.name,
    ...conditionValues({ type, condition }),
    enabled: trigger.enabled,
    cluster: trigger.cluster_id,
    namespace: trigger.cluster_ns,
    workload: `${trigger.app_type}/${trigger.application}`,
    containers: container === "" ? "using" : container.split(";").map((name) => name.trim()),
  };
}

export function settingsOf(values: TriggerValues, clusterName: string): TriggerSettings {
  const [kind, application = ""] = values.workload.split("/");
  return {
    name: values.name,
    action: "update",
    app_type: kind === "statefulsets" ? "statefulsets" : "deployments",
    application,
    cluster_id: values.cluster,
    cluster_name: clusterName,
    cluster_ns: values.namespace,
    trigger_mode: "cce",
    trigger_type: values.type,
    condition: conditionOf(values),
    container: values.containers === "using" ? "" : values.containers.join(";"),
    enable: values.enabled ? "true" : "false",
  };
}

export type NameProblem = "empty" | "too_long" | "bad_start" | "bad_character" | "separators" | "taken";

/** Source: user guide, table 5-5, which is narrower than the API. */
export function nameProblem(name: string, taken: readonly string[]): NameProblem | undefined {
  if (name === "") return "empty";
  if (name.length > 64) return "too_long";
  if (!/^[A-Za-z]/.test(name)) return "bad_start";
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return "bad_character";
  if (/[_-][_-]|[_-]$/.test(name)) return "separators";
  return taken.includes(name) ? "taken" : undefined;
}

/** Whether the workload changed, which makes it another trigger: its history is deleted. */
export function isRetargeted(
  before: TriggerValues,
  { cluster, namespace, workload }: TriggerValues,
): boolean {
  return before.cluster !== cluster || before.namespace !== namespace || before.workload !== workload;
}

/** In the service's order: workloads that use the image come first and say so. The chosen one is always among them. */
export function workloadOptions(t: TFunction, workloads: readonly ClusterWorkload[], chosen: string) {
  const label = (kind: ClusterWorkload["kind"], name: string) => `${name} · ${t(`triggers.kind.${kind}`)}`;
  const options = workloads.map(({ kind, name, containers }) => ({
    value: `${kind}/${name}`,
    label: containers.some(({ uses_image }) => uses_image)
      ? t("triggers.form.usesImage", { workload: label(kind, name) })
      : label(kind, name),
  }));
  if (chosen === "" || options.some(({ value }) => value === chosen)) return options;
  const [kind, name = ""] = chosen.split("/");
  return [
    { value: chosen, label: label(kind === "statefulsets" ? "statefulsets" : "deployments", name) },
    ...options,
  ];
}
