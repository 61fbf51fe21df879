/** What is said of a user, new or not: name, description, access, administrator or not. */
import { Checkbox, Input, type InputRef, Radio } from "antd";
import { type Ref, useId } from "react";
import { IAM_DESCRIPTION_MAX, USER_NAME_MAX } from "../../../core/limits.ts";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/Field.tsx";
import { ACCESS_MODES, type UserProblem, type UserValues } from "./rules.ts";
import styles from "./users.module.css";

interface UserFieldsProps {
  values: UserValues;
  problems: Partial<Record<"name" | "description", UserProblem | "taken">>;
  /** Of the name. */
  inputRef: Ref<InputRef>;
  onChange: (change: Partial<UserValues>) => void;
  /** It is the person's own user, whose access and role only another administrator may change. */
  isSelf?: boolean;
}

export function UserFields({ values, problems, inputRef, onChange, isSelf = false }: UserFieldsProps) {
  const t = useT();
  const accessId = useId();
  const administratorId = useId();
  const problem = (key: "name" | "description", max: number) =>
    problems[key] && t(`users.form.problem.${problems[key]}`, { max });

  return (
    <>
      <Field
        label={t("users.column.name")}
        hint={t("users.form.nameHint", { max: USER_NAME_MAX })}
        error={problem("name", USER_NAME_MAX)}
      >
        {(control) => (
          <Input
            {...control}
            ref={inputRef}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={values.name}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <Field
        label={t("users.column.description")}
        hint={t("users.form.descriptionHint", { max: IAM_DESCRIPTION_MAX })}
        error={problem("description", IAM_DESCRIPTION_MAX)}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={values.description}
            onChange={({ target }) => onChange({ description: target.value })}
          />
        )}
      </Field>
      <fieldset className={styles.group} disabled={isSelf}>
        <legend>{t("users.form.access")}</legend>
        <Radio.Group
          vertical
          disabled={isSelf}
          value={values.access_mode}
          aria-describedby={accessId}
          onChange={({ target }) => onChange({ access_mode: target.value })}
          options={ACCESS_MODES.map((value) => ({ value, label: t(`users.access.${value}`) }))}
        />
        <p id={accessId} className={styles.hint}>
          {t(`users.accessHint.${values.access_mode}`)}
        </p>
      </fieldset>
      <div className={styles.group}>
        <Checkbox
          disabled={isSelf}
          checked={values.is_administrator}
          aria-describedby={administratorId}
          onChange={({ target }) => onChange({ is_administrator: target.checked })}
        >
          {t("users.form.administrator")}
        </Checkbox>
        <p id={administratorId} className={styles.hint}>
          {isSelf ? t("users.edit.self") : t("users.form.administratorHint")}
        </p>
      </div>
    </>
  );
}
