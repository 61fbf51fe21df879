/** 「镜像同步」: where pushes are copied to by themselves, and what was copied. The form is at `?dialog=sync`. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Suspense, useMemo, useState } from "react";
import { ErrorState } from "../../components/ErrorState.tsx";
import { useImageTab } from "../../components/image/image-tab.ts";
import { useSyncRefusal } from "../../components/sync/use-sync-refusal.ts";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { regionListQuery } from "../../resources/regions.ts";
import { type SyncRule, syncRulesQuery } from "../../resources/sync.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { RecordList } from "./RecordList.tsx";
import { ruleColumns, targetOf } from "./rule-columns.tsx";
import styles from "./sync.module.css";

const AddRuleForm = lazyPart(() => withAntd(import("./AddRuleForm.tsx").then((m) => m.AddRuleForm)));
const DeleteRuleDialog = lazyPart(() =>
  withAntd(import("./DeleteRuleDialog.tsx").then((m) => m.DeleteRuleDialog)),
);

export function Component() {
  const t = useT();
  const { organization, image, details } = useImageTab();
  const ref = { organization, image };
  const form = useDialogParam("sync");
  const rules = useQuery(syncRulesQuery(ref));
  const regions = useQuery(regionListQuery).data;
  const [deleting, setDeleting] = useState<SyncRule>();
  const refusal = useSyncRefusal();
  const columns = useMemo(() => ruleColumns(t, regions, refusal, setDeleting), [t, regions, refusal]);
  const add = (
    <ActionButton
      kind="primary"
      label={t("sync.auto.add")}
      refusal={refusal}
      icon={<Plus size={15} aria-hidden />}
      onClick={form.open}
    >
      {t("sync.auto.add")}
    </ActionButton>
  );
  const isEmpty = rules.data?.length === 0;

  return (
    <div className={styles.section}>
      <section aria-label={t("sync.auto.title")}>
        {!isEmpty && (
          <div className={styles.head}>
            <p>{t("sync.auto.intro")}</p>
            {add}
          </div>
        )}
        <DataTable
          label={t("sync.auto.title")}
          columns={columns}
          rows={rules.data}
          rowKey={targetOf}
          loading={rules.isPending}
          error={rules.isError && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
          empty={<Notice title={t("sync.auto.none.title")} text={t("sync.auto.none.text")} action={add} />}
          compact={({ remoteNamespace, override }) => (
            <>
              <bdi>{remoteNamespace}</bdi> · {t(`sync.override.${override ? "yes" : "no"}`)}
            </>
          )}
        />
      </section>
      <RecordList image={ref} refusal={refusal} />
      <Suspense>
        {form.isOpen && rules.data && (
          <AddRuleForm
            {...ref}
            rules={rules.data}
            tagCount={details?.num_images ?? 0}
            refusal={refusal}
            onClose={form.close}
          />
        )}
        {deleting && <DeleteRuleDialog {...ref} rule={deleting} onClose={() => setDeleting(undefined)} />}
      </Suspense>
    </div>
  );
}
