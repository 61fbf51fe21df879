/** One trigger of an image and its 「触发历史」, followed while something goes on. The form stands over it, at `?dialog=trigger`. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { Suspense, useState } from "react";
import { useNavigate, useParams } from "react-router-dom";
import type { TriggerEntry } from "../../../core/console-operations/triggers.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { useImageTab } from "../../components/image/image-tab.ts";
import { refusalOf } from "../../components/image/refusal.ts";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { paths } from "../../paths.ts";
import { enableTrigger, imageTriggersQuery, triggerRef } from "../../resources/triggers.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PageFacts } from "../../ui/PageFacts.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { Warning } from "../../ui/Warning.tsx";
import { History } from "./History.tsx";
import { conditionText, containerText, targetText } from "./texts.ts";
import styles from "./triggers.module.css";

const TriggerForm = lazyPart(() => withAntd(import("./TriggerForm.tsx").then((m) => m.TriggerForm)));
const DeleteTriggerDialog = lazyPart(() =>
  withAntd(import("./DeleteTriggerDialog.tsx").then((m) => m.DeleteTriggerDialog)),
);

export function Component() {
  const t = useT();
  const navigate = useNavigate();
  const { trigger: name = "" } = useParams();
  const { organization, image, level } = useImageTab();
  const ref = { organization, image };
  const form = useDialogParam("trigger");
  const [deleting, setDeleting] = useState<TriggerEntry>();
  const triggers = useQuery(imageTriggersQuery(ref));
  const trigger = triggers.data?.find((it) => it.name === name);
  const refusal = refusalOf(t, level, "setTriggers");
  const tab = paths.image(organization, image, "triggers");

  return (
    <section className={styles.section} aria-label={name}>
      <BackLink to={tab}>{t("triggers.title")}</BackLink>
      {triggers.isError ? (
        <ErrorState error={triggers.error} onRetry={() => void triggers.refetch()} />
      ) : trigger ? (
        <>
          <Head
            trigger={trigger}
            refusal={refusal}
            onEdit={form.open}
            onDelete={() => setDeleting(trigger)}
          />
          <History key={name} trigger={trigger} refusal={refusal} />
        </>
      ) : triggers.isPending || deleting ? (
        <Skeleton rows={4} />
      ) : (
        <Notice title={t("triggers.gone.title", { name })} text={t("triggers.gone.text")} />
      )}
      <Suspense>
        {form.isOpen && trigger && triggers.data && (
          <TriggerForm
            {...ref}
            triggers={triggers.data}
            trigger={trigger}
            refusal={refusal}
            onRenamed={(renamed) =>
              void navigate(paths.trigger(organization, image, renamed), { replace: true })
            }
            onClose={form.close}
          />
        )}
        {deleting && (
          <DeleteTriggerDialog
            trigger={deleting}
            onDeleted={() => void navigate(tab)}
            onClose={() => setDeleting(undefined)}
          />
        )}
      </Suspense>
    </section>
  );
}

interface HeadProps {
  trigger: TriggerEntry;
  refusal: string | undefined;
  onEdit: () => void;
  onDelete: () => void;
}

function Head({ trigger, refusal, onEdit, onDelete }: HeadProps) {
  const t = useT();
  const change = useMutation({
    mutationFn: (enabled: boolean) => enableTrigger(triggerRef(trigger), enabled),
  });
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.heading}>
          <bdi>{trigger.name}</bdi>
          <Switch
            label={t("triggers.switch", { name: trigger.name })}
            checked={trigger.enabled}
            refusal={refusal}
            busy={change.isPending}
            onChange={change.mutate}
          />
        </h2>
        <div className={styles.buttons}>
          <ActionButton
            label={t("triggers.edit")}
            refusal={refusal}
            icon={<Pencil size={15} aria-hidden />}
            onClick={onEdit}
          >
            {t("triggers.edit")}
          </ActionButton>
          <ActionButton
            danger
            label={t("triggers.delete.action")}
            refusal={refusal}
            icon={<Trash2 size={15} aria-hidden />}
            onClick={onDelete}
          >
            {t("triggers.delete.action")}
          </ActionButton>
        </div>
      </div>
      {change.isError && <ErrorNote error={change.error} />}
      <PageFacts
        facts={[
          [t("triggers.column.condition"), conditionText(t, trigger)],
          [t("triggers.column.target"), targetText(t, trigger)],
          [t("triggers.containers.label"), containerText(t, trigger)],
          [t("triggers.column.creator"), trigger.creator_name],
        ]}
      />
      {!trigger.has_cluster && <Warning>{t("triggers.clusterGoneText")}</Warning>}
      {!trigger.enabled && <Warning>{t("triggers.offText")}</Warning>}
    </>
  );
}
