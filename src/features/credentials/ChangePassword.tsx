/** One's own password. The service ends every sign-in with the old one; this one is renewed with the new password. */
import { Input } from "antd";
import { useState } from "react";
import { PASSWORD_MIN } from "../../../core/limits.ts";
import { ApiError } from "../../api/api-error.ts";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { changePassword } from "../../resources/access-keys.ts";
import { signIn } from "../../resources/session.ts";
import { Field } from "../../ui/Field.tsx";
import { useSession } from "../session/use-session.ts";
import { checkPasswords, type PasswordProblem, type Passwords } from "./rules.ts";

const FIELDS = ["old", "new", "again"] as const;

export function ChangePassword({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { account, user } = useSession();
  const [values, setValues] = useState<Passwords>({ old: "", new: "", again: "" });
  const [tried, setTried] = useState(false);
  const change = useWrite(async () => {
    await changePassword(user.id, { original_password: values.old, password: values.new });
    await signIn({ account: account.name, user: user.name, password: values.new });
    onClose();
  });

  const problems = checkPasswords(values, user.name);
  const isWrong = change.error instanceof ApiError && change.error.message.includes("original_password");

  function problemOf(field: keyof Passwords): string | undefined {
    if (field === "old" && isWrong) return t("credentials.password.problem.wrong");
    const problem: PasswordProblem | undefined = tried ? problems[field] : undefined;
    return problem && t(`credentials.password.problem.${problem}`, { min: PASSWORD_MIN });
  }

  return (
    <FormDrawer
      title={t("credentials.password.action")}
      width={420}
      submitLabel={t("credentials.password.submit")}
      loading={change.loading}
      submitError={isWrong ? null : change.error}
      onSubmit={() => {
        setTried(true);
        if (Object.keys(problems).length === 0) change.send();
      }}
      onClose={onClose}
    >
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
                change.forgetError();
                setValues((before) => ({ ...before, [field]: event.target.value }));
              }}
            />
          )}
        </Field>
      ))}
    </FormDrawer>
  );
}
