/** The webhooks of an image or an organization: a list, and its drawers over it. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Suspense, useState } from "react";
import type { Webhook } from "../../../core/console-operations/webhooks.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { changeWebhook, type WebhookPlace, webhooksQuery } from "../../resources/webhooks.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { webhookColumns } from "./columns.tsx";
import { HealthText } from "./HealthText.tsx";
import { useWebhookDialog } from "./use-webhook-dialog.ts";
import styles from "./webhooks.module.css";

const WebhookForm = lazyPart(() => withAntd(import("./WebhookForm.tsx").then((m) => m.WebhookForm)));
const Deliveries = lazyPart(() => withAntd(import("./Deliveries.tsx").then((m) => m.Deliveries)));
const RotateSecret = lazyPart(() => withAntd(import("./RotateSecret.tsx").then((m) => m.RotateSecret)));
const DeleteWebhookDialog = lazyPart(() =>
  withAntd(import("./DeleteWebhookDialog.tsx").then((m) => m.DeleteWebhookDialog)),
);

interface WebhooksProps {
  place: WebhookPlace;
  /** Why the person may set no webhooks here. They see none either, as an address may hold a secret. */
  refusal: string | undefined;
  /** Whether the person's level is known yet. */
  isKnown: boolean;
}

export function Webhooks({ place, refusal, isKnown }: WebhooksProps) {
  const t = useT();
  const over = useWebhookDialog();
  const webhooks = useQuery({ ...webhooksQuery(place), enabled: isKnown && refusal === undefined });
  const [rotating, setRotating] = useState<Webhook>();
  const [deleting, setDeleting] = useState<Webhook>();
  const change = useMutation({
    mutationFn: ({ id, enabled }: { id: string; enabled: boolean }) => changeWebhook(id, { enabled }),
  });
  const columns = webhookColumns(t, {
    switching: change.isPending ? change.variables.id : undefined,
    onSwitch: ({ id }, enabled) => change.mutate({ id, enabled }),
    onDeliveries: ({ id }) => over.showDeliveries(id),
    onEdit: ({ id }) => over.edit(id),
    onRotate: setRotating,
    onDelete: setDeleting,
  });
  const add = (
    <ActionButton
      label={t("webhooks.add")}
      refusal={refusal}
      icon={<Plus size={15} aria-hidden />}
      onClick={over.add}
    >
      {t("webhooks.add")}
    </ActionButton>
  );
  const { dialog } = over;
  const chosen = dialog && "id" in dialog ? webhooks.data?.find(({ id }) => id === dialog.id) : undefined;

  return (
    <section className={styles.section} aria-label={t("webhooks.title")}>
      {place.image !== undefined && <h2 className={styles.heading}>{t("webhooks.title")}</h2>}
      <div className={styles.head}>
        <p>{t(place.image === undefined ? "webhooks.introOrganization" : "webhooks.introImage")}</p>
        {webhooks.data && webhooks.data.length > 0 && add}
      </div>
      {change.isError && <ErrorNote error={change.error} />}
      {refusal === undefined ? (
        <DataTable
          label={t("webhooks.title")}
          columns={columns}
          rows={webhooks.data}
          rowKey={({ id }) => id}
          loading={webhooks.isPending}
          error={
            webhooks.isError && <ErrorState error={webhooks.error} onRetry={() => void webhooks.refetch()} />
          }
          empty={<Notice title={t("webhooks.none.title")} text={t("webhooks.none.text")} action={add} />}
          compact={(webhook) => (
            <>
              <HealthText webhook={webhook} /> · <bdi>{webhook.url}</bdi>
            </>
          )}
        />
      ) : (
        <Notice title={t("webhooks.hidden")} text={refusal} />
      )}
      <Suspense>
        {dialog?.kind === "add" && webhooks.data && <WebhookForm place={place} onClose={over.close} />}
        {dialog?.kind === "edit" && chosen && (
          <WebhookForm key={chosen.id} place={place} webhook={chosen} onClose={over.close} />
        )}
        {dialog?.kind === "deliveries" && chosen && <Deliveries webhook={chosen} onClose={over.close} />}
        {rotating && <RotateSecret webhook={rotating} onClose={() => setRotating(undefined)} />}
        {deleting && <DeleteWebhookDialog webhook={deleting} onClose={() => setDeleting(undefined)} />}
      </Suspense>
    </section>
  );
}
