/** One's own password. The service ends every sign-in with the old one; this one is renewed with the new password. */
import { Drawer, Input } from "antd";
import { type FormEvent, useId, useState } from "react";
import { ApiError } from "../../api/api-error.ts";
import { changePassword } from "../../api/iam.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { signIn } from "../session/queries.ts";
import { useSession } from "../session/use-session.ts";
import styles from "./credentials.module.css";
import { checkPasswords, PASSWORD_MIN, type PasswordProblem, type Passwords } from "./rules.ts";

const FIELDS = ["old", "new", "again"] as const;

export function ChangePassword({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { account, user } = useSession();
  const formId = useId();
  const [values, setValues] = useState<Passwords>({ old: "", new: "", again: "" });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  useReturnFocus();

  const problems = checkPasswords(values, user.name);
  const isWrong = failure instanceof ApiError && failure.message.includes("original_password");

  function problemOf(field: keyof Passwords): string | undefined {
    if (field === "old" && isWrong) return t("credentials.password.problem.wrong");
    const problem: PasswordProblem | undefined = tried ? problems[field] : undefined;
    return problem && t(`credentials.password.problem.${problem}`, { min: PASSWORD_MIN });
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (busy || Object.keys(problems).length > 0) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await changePassword(user.id, { original_password: values.old, password: values.new });
      await signIn({ account: account.name, user: user.name, password: values.new });
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  }

  return (
    <Drawer
      open
      title={t("credentials.password.action")}
      size="min(420px, 100vw)"
      closable={{ "aria-label": t("common.close") }}
      onClose={onClose}
      footer={
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" type="submit" form={formId} busy={busy}>
            {t("credentials.password.submit")}
          </Button>
        </div>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <p>{t("credentials.password.intro")}</p>
        <input type="text" name="username" autoComplete="username" value={user.name} readOnly hidden />
        {FIELDS.map((field) => (
          <Field key={field} label={t(`credentials.password.field.${field}`)} error={problemOf(field)}>
            {(control) => (
              <Input
                {...control}
                type="password"
                autoFocus={field === "old"}
                autoComplete={field === "old" ? "current-password" : "new-password"}
                value={values[field]}
                onChange={(event) => {
                  setFailure(undefined);
                  setValues((before) => ({ ...before, [field]: event.target.value }));
                }}
              />
            )}
          </Field>
        ))}
        {failure !== undefined && !isWrong && <ErrorNote error={failure} />}
      </form>
    </Drawer>
  );
}
