/** 「镜像老化」: the image's one rule, and what its runs deleted. The form stands over it, at `?dialog=retention`. */
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import type { Retention } from "../../../core/operations/retention.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { useImageTab } from "../../components/image/image-tab.ts";
import { refusalOf } from "../../components/image/refusal.ts";
import { RelativeTime } from "../../components/RelativeTime.tsx";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { retentionQuery, retentionStateQuery } from "../../resources/retention.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Warning } from "../../ui/Warning.tsx";
import { RetentionLog } from "./RetentionLog.tsx";
import styles from "./retention.module.css";
import { sentenceOf } from "./rules.ts";

const RetentionForm = lazyPart(() => withAntd(import("./RetentionForm.tsx").then((m) => m.RetentionForm)));
const DeleteRetentionDialog = lazyPart(() =>
  withAntd(import("./DeleteRetentionDialog.tsx").then((m) => m.DeleteRetentionDialog)),
);

export function Component() {
  const t = useT();
  const { level, ...ref } = useImageTab();
  const image = { organization: ref.organization, image: ref.image };
  const form = useDialogParam("retention");
  const [deleting, setDeleting] = useState(false);
  const policy = useQuery(retentionQuery(image));
  const refusal = refusalOf(t, level, "delete");

  if (policy.isError) return <ErrorState error={policy.error} onRetry={() => policy.refetch()} />;
  if (policy.isPending) return <Skeleton rows={4} />;
  return (
    <div className={styles.tab}>
      {policy.data ? (
        <Rule policy={policy.data} refusal={refusal} onEdit={form.open} onDelete={() => setDeleting(true)} />
      ) : (
        <Notice
          title={t("retention.none.title")}
          text={t("retention.none.text")}
          action={
            <ActionButton kind="primary" label={t("retention.add")} refusal={refusal} onClick={form.open}>
              {t("retention.add")}
            </ActionButton>
          }
        />
      )}
      <RetentionLog {...image} />
      <Suspense>
        {form.isOpen && (
          <RetentionForm {...image} policy={policy.data} refusal={refusal} onClose={form.close} />
        )}
        {deleting && policy.data && (
          <DeleteRetentionDialog {...image} policy={policy.data} onClose={() => setDeleting(false)} />
        )}
      </Suspense>
    </div>
  );
}

interface RuleProps {
  policy: Retention;
  refusal: string | undefined;
  onEdit: () => void;
  onDelete: () => void;
}

function Rule({ policy, refusal, onEdit, onDelete }: RuleProps) {
  const t = useT();
  const { organization, image } = useImageTab();
  const state = useQuery(retentionStateQuery({ organization, image })).data;
  const [rule] = policy.rules;
  return (
    <section className={styles.rule} aria-label={t("retention.rule")}>
      <div>
        <p className={styles.sentence}>{rule && sentenceOf(t, rule)}</p>
        <p className={styles.note}>
          {state?.last_run_at ? (
            <>
              {t("retention.lastRun")} <RelativeTime iso={state.last_run_at} />
            </>
          ) : (
            t("retention.notYetRun")
          )}
        </p>
      </div>
      <div className={styles.buttons}>
        <ActionButton label={t("retention.edit")} refusal={refusal} onClick={onEdit}>
          {t("retention.edit")}
        </ActionButton>
        <ActionButton danger label={t("retention.delete.action")} refusal={refusal} onClick={onDelete}>
          {t("retention.delete.action")}
        </ActionButton>
      </div>
      {state && state.failures.length > 0 && (
        <Warning>
          {t("retention.failed", {
            count: state.failed_tags,
            tags: state.failures.map(({ tag, failure }) => `${tag} (${failure})`).join(", "),
          })}
        </Warning>
      )}
    </section>
  );
}
