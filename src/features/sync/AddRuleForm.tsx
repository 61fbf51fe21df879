/** 「添加自动同步」: adds a target. A rule covers later pushes only, so the form offers to send the present tags now. */
import { Checkbox } from "antd";
import { useState } from "react";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { TargetFields } from "../../components/sync/TargetFields.tsx";
import { useTargetForm } from "../../components/sync/use-target-form.ts";
import { useT } from "../../i18n/use-t.ts";
import type { ImageRef } from "../../resources/images.ts";
import { addSyncRule, type SyncRule, type SyncTarget, syncPresentTags } from "../../resources/sync.ts";

interface AddRuleFormProps extends ImageRef {
  /** Those there are. */
  rules: readonly SyncRule[];
  tagCount: number;
  refusal: string | undefined;
  onClose: () => void;
}

export function AddRuleForm({ rules, tagCount, refusal, onClose, ...image }: AddRuleFormProps) {
  const t = useT();
  const [withPresent, setWithPresent] = useState(false);
  /** Sending what is present may fail after the rule was made, which is not made twice. */
  const [isMade, setMade] = useState(false);
  const isTaken = ({ region, organization }: SyncTarget) =>
    !isMade && rules.some((rule) => rule.remoteRegionId === region && rule.remoteNamespace === organization);
  const { form, fields } = useTargetForm({
    organization: image.organization,
    accepts: (target) => !isTaken(target),
    async write(target) {
      if (!isMade) await addSyncRule(image, target);
      setMade(true);
      if (withPresent) await syncPresentTags(image, target);
      onClose();
    },
  });

  return (
    <FormDrawer
      title={t("sync.auto.add")}
      width={480}
      submitLabel={t("sync.form.submit")}
      {...form}
      {...(refusal !== undefined && { refusal })}
      onClose={onClose}
    >
      <TargetFields
        {...fields}
        image={image.image}
        refusal={isTaken(fields.target) ? t("sync.form.taken") : undefined}
        onChange={(next) => {
          fields.onChange(next);
          setMade(false);
        }}
      />
      <p>{t("sync.form.onlyLater")}</p>
      {tagCount > 0 && (
        <Checkbox checked={withPresent} onChange={(event) => setWithPresent(event.target.checked)}>
          {t("sync.form.present", { count: tagCount })}
        </Checkbox>
      )}
    </FormDrawer>
  );
}
