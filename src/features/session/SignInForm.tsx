/** Account, user, password. Used by the sign-in page and by the dialog that stands over a page whose session ended. */
import { Input } from "antd";
import { type FormEvent, useState } from "react";
import type { SignIn } from "../../../core/session.ts";
import { ApiError } from "../../api/api-error.ts";
import { useErrorText } from "../../components/use-error-text.ts";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { signIn } from "../../resources/session.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import styles from "./SignIn.module.css";

interface SignInFormProps {
  /** Given where the person is known already; they cannot be changed then. */
  known?: { account: string; user: string };
  onSignedIn?: () => void;
}

export function SignInForm({ known, onSignedIn }: SignInFormProps) {
  const t = useT();
  const errorText = useErrorText();
  const [values, setValues] = useState<SignIn>({ account: "", user: "", ...known, password: "" });
  const [tried, setTried] = useState(false);
  const { loading, error, send } = useWrite(async () => {
    await signIn(values);
    onSignedIn?.();
  });

  const missing = (key: keyof SignIn) => (tried && values[key] === "" ? t("session.required") : undefined);
  const set = (key: keyof SignIn) => (event: { target: { value: string } }) =>
    setValues((previous) => ({ ...previous, [key]: event.target.value }));

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (values.account !== "" && values.user !== "" && values.password !== "") send();
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field label={t("session.account")} error={missing("account")}>
        {(control) => (
          <Input
            {...control}
            name="account"
            autoComplete="organization"
            autoFocus={!known}
            disabled={known !== undefined}
            value={values.account}
            onChange={set("account")}
          />
        )}
      </Field>
      <Field label={t("session.user")} error={missing("user")}>
        {(control) => (
          <Input
            {...control}
            name="username"
            autoComplete="username"
            disabled={known !== undefined}
            value={values.user}
            onChange={set("user")}
          />
        )}
      </Field>
      <Field label={t("session.password")} error={missing("password")}>
        {(control) => (
          <Input
            {...control}
            type="password"
            name="password"
            autoComplete="current-password"
            autoFocus={known !== undefined}
            value={values.password}
            onChange={set("password")}
          />
        )}
      </Field>
      {error !== null && (
        <p role="alert" className={styles.failure}>
          {error instanceof ApiError && error.status === 401 ? t("session.wrong") : errorText(error)}
        </p>
      )}
      <Button kind="primary" type="submit" busy={loading}>
        {t("session.submit")}
      </Button>
    </form>
  );
}
