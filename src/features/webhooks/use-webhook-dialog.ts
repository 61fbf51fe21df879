/** The drawer over the list, in the address: `?dialog=webhook`, `?dialog=webhook.<id>` or `?dialog=deliveries.<id>`. */
import { useSearchParams } from "react-router-dom";

export type WebhookDialog = { kind: "add" } | { kind: "edit" | "deliveries"; id: string };

const ADD = "webhook";
const KINDS = { webhook: "edit", deliveries: "deliveries" } as const;

export function useWebhookDialog() {
  const [params, setParams] = useSearchParams();
  const set = (value: string | undefined) => {
    setParams(value === undefined ? {} : { dialog: value }, { replace: value === undefined });
  };
  return {
    dialog: readDialog(params.get("dialog") ?? ""),
    add: () => set(ADD),
    edit: (id: string) => set(`webhook.${id}`),
    showDeliveries: (id: string) => set(`deliveries.${id}`),
    /** Its filter and page go with it. */
    close: () => set(undefined),
  };
}

export const deliveriesHref = (id: string) => ({ search: `?dialog=deliveries.${id}` });

function readDialog(text: string): WebhookDialog | undefined {
  if (text === ADD) return { kind: "add" };
  const [, kind, id = ""] = /^(webhook|deliveries)\.(.+)$/.exec(text) ?? [];
  return kind === "webhook" || kind === "deliveries" ? { kind: KINDS[kind], id } : undefined;
}
