/** 「设置存储配额」: a drawer over the organization, at `?dialog=quota`. */
import { Input } from "antd";
import { useState } from "react";
import type { OrganizationStorage } from "../../../core/console-operations/storage.ts";
import { inGigabytes } from "../../../core/quota.ts";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { formatBytes, formatNumber } from "../../lib/format.ts";
import { setOrganizationQuota } from "../../resources/organizations.ts";
import { Field } from "../../ui/Field.tsx";
import { Warning } from "../../ui/Warning.tsx";
import styles from "./organizations.module.css";
import { QUOTA_MAX_GB, QUOTA_MIN_GB, readQuota } from "./rules.ts";

interface QuotaFormProps {
  storage: OrganizationStorage;
  /** Why this person cannot set it. */
  refusal: string | undefined;
  onClose: () => void;
}

export function QuotaForm({ storage, refusal, onClose }: QuotaFormProps) {
  const t = useT();
  const { name, stored_bytes, quota_bytes } = storage;
  const [text, setText] = useState(quota_bytes === null ? "" : String(inGigabytes(quota_bytes)));
  const [tried, setTried] = useState(false);
  const quota = readQuota(text);
  const save = useWrite(async () => {
    // An unchanged field keeps a quota that was set elsewhere to more decimals.
    const isUnchanged = quota_bytes !== null && text === String(inGigabytes(quota_bytes));
    if (quota !== undefined && !isUnchanged) await setOrganizationQuota(name, quota);
    onClose();
  });

  function submit() {
    setTried(true);
    if (quota !== undefined) save.send();
  }

  const bounds = { min: QUOTA_MIN_GB, max: formatNumber(QUOTA_MAX_GB) };
  return (
    <FormDrawer
      title={t("organizations.storage.title")}
      width={420}
      submitLabel={t("organizations.storage.submit")}
      loading={save.loading}
      submitError={save.error}
      {...(refusal !== undefined && { refusal })}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={styles.quota}>
        {t("organizations.storage.used", { name, size: formatBytes(stored_bytes) })}
      </p>
      <Field
        label={t("organizations.storage.quota")}
        hint={t("organizations.storage.hint", bounds)}
        {...(tried && quota === undefined && { error: t("organizations.storage.invalid", bounds) })}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            suffix="GB"
            autoComplete="off"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setTried(false);
              save.forgetError();
            }}
          />
        )}
      </Field>
      {typeof quota === "number" && quota <= stored_bytes && (
        <Warning>{t("organizations.storage.below")}</Warning>
      )}
      <p className={styles.quota}>{t("organizations.storage.counts")}</p>
    </FormDrawer>
  );
}
