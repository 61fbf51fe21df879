/** 「添加自动同步」: one more target. What is there already does not go by itself, so it is offered to send it now. */
import { Checkbox } from "antd";
import { useState } from "react";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { TargetFields } from "../../components/sync/TargetFields.tsx";
import { isTarget } from "../../components/sync/targets.ts";
import { useWrite } from "../../components/use-write.ts";
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
  const [target, setTarget] = useState<SyncTarget>({
    region: "",
    organization: image.organization,
    override: false,
  });
  const [withPresent, setWithPresent] = useState(false);
  const [tried, setTried] = useState(false);
  /** Sending what is present may fail after the rule was made, which is not made twice. */
  const [isMade, setMade] = useState(false);
  const { loading, error, forgetError, send } = useWrite(async () => {
    if (!isMade) await addSyncRule(image, target);
    setMade(true);
    if (withPresent) await syncPresentTags(image, target);
    onClose();
  });
  const isTaken =
    !isMade &&
    rules.some(
      ({ remoteRegionId, remoteNamespace }) =>
        remoteRegionId === target.region && remoteNamespace === target.organization,
    );

  function submit() {
    setTried(true);
    if (isTarget(target) && !isTaken) send();
  }

  return (
    <FormDrawer
      title={t("sync.auto.add")}
      width={480}
      submitLabel={t("sync.form.submit")}
      loading={loading}
      submitError={error}
      {...(refusal !== undefined && { refusal })}
      onSubmit={submit}
      onClose={onClose}
    >
      <TargetFields
        target={target}
        tried={tried}
        refusal={isTaken ? t("sync.form.taken") : undefined}
        onChange={(next) => {
          setTarget(next);
          setMade(false);
          forgetError();
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
