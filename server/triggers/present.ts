/** A trigger as the API shows it. */
import type { z } from "zod";
import type { Firing, FiringReason } from "../../core/console-operations/firings.ts";
import type { triggerSchema } from "../../core/operations/triggers.ts";
import type { Trigger } from "./service.ts";

type TriggerOnWire = z.infer<typeof triggerSchema>;

/** Without `firings` it is an entry of a list, where the history is null. What has not ended yet has no result. */
export function presentTrigger(trigger: Trigger, firings?: Firing[]): TriggerOnWire {
  const effect = {
    action: "update" as const,
    app_type: trigger.app_type,
    application: trigger.application,
    cluster_id: trigger.cluster_id,
    cluster_name: trigger.cluster_name,
    cluster_ns: trigger.cluster_ns,
    condition: trigger.condition,
    container: trigger.container,
  };
  const history = firings?.flatMap((firing) =>
    firing.state === "success" || firing.state === "failed"
      ? [
          {
            ...effect,
            tag: firing.tag,
            result: firing.state,
            detail: tellFiring(firing),
            created_at: firing.created_at,
            creator_name: firing.creator_name,
          },
        ]
      : [],
  );
  return {
    ...effect,
    name: trigger.name,
    enable: trigger.enabled ? "true" : "false",
    trigger_mode: trigger.mode,
    trigger_type: trigger.type,
    creator_name: trigger.creator_name,
    created_at: trigger.created_at,
    trigger_history: history ?? null,
  };
}

const WORDS: Record<FiringReason, string> = {
  complete: "the roll-out is complete",
  unchanged: "unchanged: the workload runs this reference already",
  paused: "set; the Deployment is paused, pods change when it is resumed",
  on_delete: "set; pods change when they are deleted (OnDelete)",
  partition: "set; only pods from the partition on change",
  superseded: "superseded by a later firing",
  stalled: "the roll-out stalled",
  replaced: "another change of the workload came before the roll-out's end",
  no_cluster: "there is no such cluster any more",
  no_container: "the workload has no such container",
  internal: "the service failed",
  blocked: "the cluster's address is blocked",
  unknown_host: "the cluster's host is unknown",
  unreachable: "the cluster cannot be reached",
  tls: "the cluster's certificate is not trusted",
  connect_timeout: "the cluster cannot be reached in time: a firewall, or a wrong address?",
  timeout: "the cluster does not answer",
  cut: "the connection to the cluster was cut",
  too_large: "the cluster's answer is too large",
  redirect: "the cluster's address answers with a redirect",
  not_kubernetes: "what answers is no Kubernetes",
  unauthorized: "the cluster refuses the credentials",
  forbidden: "the credentials lack a right in the cluster",
  not_found: "the cluster has no such workload",
  conflict: "the workload is changed by others all the time",
  invalid: "the cluster refuses the change",
  server: "the cluster failed",
};

/** For clients that print it; the console says the reason in the person's language. */
function tellFiring({ reason, detail, changes }: Firing): string {
  const images = changes.map(({ container, before, after }) =>
    before === after ? `${container}: ${after}` : `${container}: ${before} -> ${after}`,
  );
  return [reason === null ? "" : WORDS[reason], detail, ...images].filter((text) => text !== "").join("; ");
}
