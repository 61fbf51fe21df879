import type { Webhook } from "../../../core/console-operations/webhooks.ts";
import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { useT } from "../../i18n/use-t.ts";
import { deleteWebhook } from "../../resources/webhooks.ts";

export function DeleteWebhookDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = useT();
  const { name, url, waiting } = webhook;
  return (
    <ConfirmDeleteDialog
      title={t("webhooks.delete.title", { name })}
      goes={[
        url,
        t("webhooks.delete.history"),
        t("webhooks.delete.secret"),
        ...(waiting > 0 ? [t("webhooks.delete.waiting", { count: waiting })] : []),
      ]}
      name={name}
      action={t("webhooks.delete.action")}
      onConfirm={() => deleteWebhook(webhook.id)}
      onClose={onClose}
    />
  );
}
