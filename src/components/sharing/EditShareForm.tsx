/** 「编辑」 of one share: until when, and what it is for. */
import { useState } from "react";
import { endOfShare, isShareOver } from "../../../core/shares.ts";
import { isRefusedWith } from "../../api/api-error.ts";
import { useT } from "../../i18n/use-t.ts";
import { useNow } from "../../lib/use-now.ts";
import { changeShare, type ShareRef, sharesChanged } from "../../resources/shares.ts";
import { Warning } from "../../ui/Warning.tsx";
import { FormDrawer } from "../FormDrawer.tsx";
import { useWrite } from "../use-write.ts";
import { DeadlineField } from "./DeadlineField.tsx";
import { ShareDescriptionField } from "./ShareDescriptionField.tsx";
import styles from "./sharing.module.css";
import { areComplete, deadlineOf, termsOf } from "./terms.ts";

interface EditShareFormProps {
  share: ShareRef & { deadline: string; description: string };
  onClose: () => void;
}

export function EditShareForm({ share, onClose }: EditShareFormProps) {
  const t = useT();
  const now = useNow();
  const [terms, setTerms] = useState(() => termsOf(share));
  const [judged, setJudged] = useState(false);
  const deadline = deadlineOf(terms);
  const save = useWrite(async () => {
    if (deadline === undefined) return;
    const { description } = terms;
    // What did not change is left out: somebody else may be changing it now.
    await changeShare(share, { deadline, ...(description !== share.description && { description }) });
    await sharesChanged();
    onClose();
  });
  const isAboutDeadline = isRefusedWith(save.error, "invalidParameter");

  return (
    <FormDrawer
      title={t("sharing.edit.title")}
      width={480}
      submitLabel={t("sharing.edit.submit")}
      loading={save.loading}
      submitError={isAboutDeadline ? null : save.error}
      holdsWork={terms.description !== share.description}
      onSubmit={() => {
        setJudged(true);
        if (areComplete(terms, now)) save.send();
      }}
      onClose={onClose}
    >
      <p className={styles.of}>
        {t("sharing.edit.of")} <bdi>{share.account}</bdi> ·{" "}
        <code>
          {share.organization}/{share.image}
        </code>
      </p>
      {isShareOver(endOfShare(share.deadline), new Date(now)) && <Warning>{t("sharing.edit.ended")}</Warning>}
      <DeadlineField
        terms={terms}
        refusal={isAboutDeadline ? t("sharing.deadline.problem.past") : undefined}
        judged={judged}
        onChange={(change) => {
          setJudged(true);
          setTerms({ ...terms, ...change });
          save.forgetError();
        }}
      />
      <ShareDescriptionField
        description={terms.description}
        onChange={(description) => setTerms({ ...terms, description })}
      />
    </FormDrawer>
  );
}
