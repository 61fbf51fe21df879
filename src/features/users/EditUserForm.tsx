/** 「编辑用户」: a drawer over the list, at `/users/{id}/edit`. */
import type { InputRef } from "antd";
import { useRef, useState } from "react";
import { useOutletContext } from "react-router-dom";
import type { IamUser } from "../../../core/iam-operations/users.ts";
import { FormDrawer } from "../../components/FormDrawer.tsx";
import { useWrite } from "../../components/use-write.ts";
import { useT } from "../../i18n/use-t.ts";
import { updateUser } from "../../resources/users.ts";
import { useSession } from "../session/use-session.ts";
import { isNameTaken } from "./refusals.ts";
import { checkUser, type UserValues } from "./rules.ts";
import { UserFields } from "./UserFields.tsx";
import type { UserListContext } from "./UserListPage.tsx";
import { useChosenUser } from "./use-chosen-user.ts";

export function Component() {
  const user = useChosenUser();
  return user && <EditUserForm user={user} />;
}

function EditUserForm({ user }: { user: IamUser }) {
  const t = useT();
  const { user: self } = useSession();
  const { onDone, close } = useOutletContext<UserListContext>();
  const input = useRef<InputRef>(null);
  const { name, description, access_mode, is_administrator } = user;
  const [values, setValues] = useState<UserValues>({ name, description, access_mode, is_administrator });
  const [tried, setTried] = useState(false);
  const isSelf = user.id === self.id;
  const save = useWrite(async () => {
    await updateUser(user.id, values);
    onDone(t("users.edit.done", { name: values.name }));
    close();
  });
  const problems = checkUser(values);
  const isTaken = isNameTaken(save.error);
  const focusName = () => input.current?.focus();

  function submit() {
    setTried(true);
    if (problems.name) focusName();
    else if (!problems.description) save.send(undefined, focusName);
  }

  return (
    <FormDrawer
      title={t("users.edit.title", { name })}
      width={460}
      submitLabel={t("users.edit.submit")}
      loading={save.loading}
      submitError={isTaken ? null : save.error}
      onSubmit={submit}
      onClose={close}
    >
      <UserFields
        values={values}
        problems={{ ...(tried && problems), ...(isTaken && { name: "taken" }) }}
        inputRef={input}
        isSelf={isSelf}
        onChange={(change) => {
          save.forgetError();
          setValues((before) => ({ ...before, ...change }));
        }}
      />
    </FormDrawer>
  );
}
