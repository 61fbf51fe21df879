/** 「重置密码」: a drawer over the list, at `/users/{id}/password`. One's own is changed with the old one, elsewhere. */
import { useState } from "react";
import { useOutletContext } from "react-router-dom";
import type { IamUser } from "../../../core/iam-operations/users.ts";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { updateUser } from "../../resources/users.ts";
import { Button } from "../../ui/Button.tsx";
import { Warning } from "../../ui/Warning.tsx";
import { useSession } from "../session/use-session.ts";
import { PasswordField } from "./PasswordField.tsx";
import { PasswordShown } from "./PasswordShown.tsx";
import { generatePassword, passwordProblem } from "./rules.ts";
import type { UserListContext } from "./UserListPage.tsx";
import { useChosenUser } from "./use-chosen-user.ts";

export function Component() {
  const user = useChosenUser();
  return user && <ResetPasswordForm user={user} />;
}

function ResetPasswordForm({ user: { id, name } }: { user: IamUser }) {
  const t = useT();
  const { user: self } = useSession();
  const { onDone, close } = useOutletContext<UserListContext>();
  const [typed, setTyped] = useState<string>();
  const [tried, setTried] = useState(false);
  const [generated, setGenerated] = useState<string>();
  const said = t("users.reset.done", { name });

  const reset = useWrite(async () => {
    const password = typed ?? generatePassword();
    await updateUser(id, { password });
    onDone(said);
    if (typed === undefined) setGenerated(password);
    else close();
  });
  const problem = typed === undefined ? undefined : passwordProblem(typed, name);

  return (
    <FormDrawer
      title={t("users.reset.title", { name })}
      width={460}
      submitLabel={t("users.reset.submit")}
      loading={reset.loading}
      submitError={reset.error}
      refusal={id === self.id ? t("users.reset.self") : undefined}
      holdsWork={generated !== undefined}
      footer={
        generated === undefined ? undefined : (
          <Button kind="primary" onClick={close}>
            {t("users.password.done")}
          </Button>
        )
      }
      onSubmit={() => {
        setTried(true);
        if (!problem) reset.send();
      }}
      onClose={close}
    >
      {generated === undefined ? (
        <>
          <Warning>{t("users.reset.ends")}</Warning>
          <p>{t("users.reset.keys")}</p>
          <PasswordField
            password={typed}
            problem={tried ? problem : undefined}
            onChange={(password) => {
              reset.forgetError();
              setTyped(password);
            }}
          />
        </>
      ) : (
        <PasswordShown name={name} password={generated} said={said} />
      )}
    </FormDrawer>
  );
}
