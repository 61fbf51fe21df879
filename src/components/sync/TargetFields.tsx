/** Where to: region, organization, the address that makes, and what becomes of tags of the same name there. */
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
import { isTarget, organizationProblem } from "./targets.ts";

interface TargetFieldsProps {
  target: SyncTarget;
  /** What is copied; undefined for several. */
  image: string | undefined;
  /** Whether the form was sent with it. */
  tried: boolean;
  /** Why it cannot be this one. */
  refusal?: string | undefined;
  onChange: (target: SyncTarget) => void;
}

export function TargetFields({ target, image, tried, refusal, onChange }: TargetFieldsProps) {
  const t = useT();
  const name = useRef(null);
  const regions = useQuery(regionListQuery);
  const isNone = regions.data?.length === 0;
  const registry = regions.data?.find(({ id }) => id === target.region)?.registry;
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
            placeholder={t("sync.form.selectRegion")}
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
      {isTarget(target) && (
        <p className={styles.goes}>
          {t("sync.form.goes")}{" "}
          <bdi>{[hostOf(registry) ?? target.region, target.organization, image ?? "…"].join("/")}</bdi>
        </p>
      )}
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

const hostOf = (origin: string | undefined) => origin?.replace(/^https?:\/\//, "");
