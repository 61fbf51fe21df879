/** A password for another user: generated, to be handed over, or typed. */
import { Radio } from "antd";
import { PASSWORD_MAX, PASSWORD_MIN } from "../../../core/limits.ts";
import { SecretInput } from "../../components/SecretInput.tsx";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/Field.tsx";
import type { PasswordProblem } from "./rules.ts";
import styles from "./users.module.css";

interface PasswordFieldProps {
  /** Undefined where one is to be generated. */
  password: string | undefined;
  problem: PasswordProblem | undefined;
  onChange: (password: string | undefined) => void;
}

export function PasswordField({ password, problem, onChange }: PasswordFieldProps) {
  const t = useT();
  return (
    <fieldset className={styles.group}>
      <legend>{t("users.password.legend")}</legend>
      <Radio.Group
        value={password === undefined ? "generated" : "typed"}
        onChange={({ target }) => onChange(target.value === "typed" ? "" : undefined)}
        options={[
          { value: "generated", label: t("users.password.generated") },
          { value: "typed", label: t("users.password.typed") },
        ]}
      />
      {password === undefined ? (
        <p className={styles.hint}>{t("users.password.generatedHint")}</p>
      ) : (
        <Field
          label={t("users.password.label")}
          hint={t("users.password.typedHint", { min: PASSWORD_MIN })}
          error={problem && t(`users.password.problem.${problem}`, { min: PASSWORD_MIN, max: PASSWORD_MAX })}
        >
          {(control) => (
            <SecretInput
              {...control}
              autoFocus
              showLabel={t("users.password.show")}
              value={password}
              onChange={({ target }) => onChange(target.value)}
            />
          )}
        </Field>
      )}
    </fieldset>
  );
}
