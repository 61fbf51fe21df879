/** Where to: region, organization, and what becomes of tags of the same name. */
import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useRef } from "react";
import { Link } from "react-router-dom";
import { useT } from "../../i18n/use-t.ts";
import { paths } from "../../paths.ts";
import { regionListQuery } from "../../resources/regions.ts";
import type { SyncTarget } from "../../resources/sync.ts";
import { Field } from "../../ui/Field.tsx";
import { ErrorNote } from "../ErrorNote.tsx";
import { NameField } from "../NameField.tsx";
import { SearchableSelect } from "../SearchableSelect.tsx";
import styles from "./sync.module.css";
import { organizationProblem } from "./targets.ts";

interface TargetFieldsProps {
  target: SyncTarget;
  /** Whether the form was sent with it. */
  tried: boolean;
  /** Why it cannot be this one. */
  refusal?: string | undefined;
  onChange: (target: SyncTarget) => void;
}

export function TargetFields({ target, tried, refusal, onChange }: TargetFieldsProps) {
  const t = useT();
  const name = useRef(null);
  const regions = useQuery(regionListQuery);
  const isNone = regions.data?.length === 0;
  return (
    <>
      <Field
        label={t("sync.form.region")}
        hint={isNone ? t("sync.form.noRegions") : undefined}
        error={tried && target.region === "" && !isNone ? t("sync.form.choose") : undefined}
      >
        {(control) => (
          <SearchableSelect
            {...control}
            loading={regions.isPending}
            value={target.region || undefined}
            options={(regions.data ?? []).map((region) => ({
              value: region.id,
              label: region.name === region.id ? region.id : `${region.name} (${region.id})`,
            }))}
            onChange={(region) => onChange({ ...target, region })}
          />
        )}
      </Field>
      {isNone && <Link to={paths.newRegion}>{t("sync.form.addRegion")}</Link>}
      {regions.isError && <ErrorNote error={regions.error} />}
      <NameField
        ref={name}
        kind="organization"
        label={t("sync.form.organization")}
        hint={t("sync.form.organizationHint")}
        name={target.organization}
        problem={organizationProblem(target)}
        refusal={refusal}
        tried={tried}
        onChange={(organization) => onChange({ ...target, organization })}
      />
      <div>
        <Checkbox
          checked={target.override}
          onChange={(event) => onChange({ ...target, override: event.target.checked })}
        >
          {t("sync.form.override")}
        </Checkbox>
        <p className={styles.hint}>{t("sync.form.overrideHint")}</p>
      </div>
    </>
  );
}
