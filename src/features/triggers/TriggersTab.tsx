/** 「触发器」: what happens by itself when a tag is pushed. The form stands over it, at `?dialog=trigger`. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Suspense, useState } from "react";
import { Outlet, useNavigate } from "react-router-dom";
import type { TriggerEntry } from "../../../core/console-operations/triggers.ts";
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
import { DataTable } from "../../ui/table/DataTable.tsx";
import { triggerColumns } from "./columns.tsx";
import { LastFiring } from "./LastFiring.tsx";
import { targetText } from "./texts.ts";
import styles from "./triggers.module.css";

const TriggerForm = lazyPart(() => withAntd(import("./TriggerForm.tsx").then((m) => m.TriggerForm)));
const DeleteTriggerDialog = lazyPart(() =>
  withAntd(import("./DeleteTriggerDialog.tsx").then((m) => m.DeleteTriggerDialog)),
);

export function Component() {
  const t = useT();
  const navigate = useNavigate();
  const tab = useImageTab();
  const { organization, image, level } = tab;
  const ref = { organization, image };
  const form = useDialogParam("trigger");
  const triggers = useQuery(imageTriggersQuery(ref));
  const [deleting, setDeleting] = useState<TriggerEntry>();
  const change = useMutation({
    mutationFn: ({ trigger, enabled }: { trigger: TriggerEntry; enabled: boolean }) =>
      enableTrigger(triggerRef(trigger), enabled),
  });
  const refusal = refusalOf(t, level, "setTriggers");
  const columns = triggerColumns(t, {
    refusal,
    switching: change.isPending ? change.variables.trigger.name : undefined,
    onSwitch: (trigger, enabled) => change.mutate({ trigger, enabled }),
    onOpen: ({ name }, search = "") =>
      void navigate({ pathname: paths.trigger(organization, image, name), search }),
    onDelete: setDeleting,
  });
  const add = (
    <ActionButton
      kind="primary"
      label={t("triggers.add")}
      refusal={refusal}
      icon={<Plus size={15} aria-hidden />}
      onClick={form.open}
    >
      {t("triggers.add")}
    </ActionButton>
  );
  const isEmpty = triggers.data?.length === 0;

  return (
    <>
      <section className={styles.section} aria-label={t("triggers.title")}>
        <div className={styles.head}>
          <p>{t("triggers.intro")}</p>
          {!isEmpty && add}
        </div>
        {change.isError && <ErrorNote error={change.error} />}
        <DataTable
          label={t("triggers.title")}
          columns={columns}
          rows={triggers.data}
          rowKey={({ name }) => name}
          loading={triggers.isPending}
          error={
            triggers.isError && <ErrorState error={triggers.error} onRetry={() => void triggers.refetch()} />
          }
          empty={<Notice title={t("triggers.none.title")} text={t("triggers.none.text")} action={add} />}
          compact={(trigger) => (
            <>
              <LastFiring {...trigger} /> · <bdi>{targetText(t, trigger)}</bdi>
            </>
          )}
        />
      </section>
      {/* What else a push brings about has its section below, as a child route: a feature knows no other. */}
      <Outlet context={tab} />
      <Suspense>
        {form.isOpen && triggers.data && (
          <TriggerForm {...ref} triggers={triggers.data} refusal={refusal} onClose={form.close} />
        )}
        {deleting && <DeleteTriggerDialog trigger={deleting} onClose={() => setDeleting(undefined)} />}
      </Suspense>
    </>
  );
}
