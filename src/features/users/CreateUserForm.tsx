/** 「创建用户」: a drawer over the list, at `/users/new`. */
import type { InputRef } from "antd";
import { useRef, useState } from "react";
import { useOutletContext } from "react-router-dom";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { createUser } from "../../resources/users.ts";
import { Button } from "../../ui/Button.tsx";
import { useSession } from "../session/use-session.ts";
import { PasswordField } from "./PasswordField.tsx";
import { PasswordShown } from "./PasswordShown.tsx";
import { isNameTaken, isQuotaUsedUp } from "./refusals.ts";
import { checkUser, generatePassword, passwordProblem, type UserValues } from "./rules.ts";
import { UserFields } from "./UserFields.tsx";
import type { UserListContext } from "./UserListPage.tsx";
import styles from "./users.module.css";

const EMPTY: UserValues = { name: "", description: "", access_mode: "default", is_administrator: false };

export function Component() {
  const t = useT();
  const { edition } = useSession();
  const { onDone, close } = useOutletContext<UserListContext>();
  const input = useRef<InputRef>(null);
  const [values, setValues] = useState(EMPTY);
  const [typed, setTyped] = useState<string>();
  const [tried, setTried] = useState(false);
  const [generated, setGenerated] = useState<string>();
  const said = t("users.create.done", { name: values.name });

  const create = useWrite(async () => {
    const password = typed ?? generatePassword();
    await createUser({ ...values, password, enabled: true });
    onDone(said, values.name);
    if (typed === undefined) setGenerated(password);
    else close();
  });
  const problems = checkUser(values);
  const wrongPassword = typed === undefined ? undefined : passwordProblem(typed, values.name);
  const isTaken = isNameTaken(create.error);
  const isFull = isQuotaUsedUp(create.error);
  const focusName = () => input.current?.focus();

  function submit() {
    setTried(true);
    if (problems.name) focusName();
    else if (!problems.description && !wrongPassword) create.send(undefined, focusName);
  }

  return (
    <FormDrawer
      title={t("users.create.action")}
      width={460}
      submitLabel={t("users.create.submit")}
      loading={create.loading}
      submitError={isTaken || isFull ? null : create.error}
      // The password is shown once, so a click beside the drawer must not close it.
      holdsWork={generated !== undefined}
      footer={
        generated === undefined ? undefined : (
          <Button kind="primary" onClick={close}>
            {t("users.password.done")}
          </Button>
        )
      }
      onSubmit={submit}
      onClose={close}
    >
      {generated === undefined ? (
        <>
          <UserFields
            values={values}
            problems={{ ...(tried && problems), ...(isTaken && { name: "taken" }) }}
            inputRef={input}
            onChange={(change) => {
              create.forgetError();
              setValues((before) => ({ ...before, ...change }));
            }}
          />
          <PasswordField
            password={typed}
            problem={tried ? wrongPassword : undefined}
            onChange={(password) => {
              create.forgetError();
              setTyped(password);
            }}
          />
          {isFull && (
            <p role="alert" className={styles.failure}>
              {t("users.form.quota", { limit: edition.usersPerAccount })}
            </p>
          )}
        </>
      ) : (
        <PasswordShown name={values.name} password={generated} said={said} />
      )}
    </FormDrawer>
  );
}
