/** 「长期有效」: the login of an access key. The key's secret stays in the page, and only until the login is made. */
import { useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import type { Credentials, Registry } from "../../lib/client-commands.ts";
import { Button } from "../../ui/Button.tsx";
import { useSession } from "../session/use-session.ts";
import { AccessKeyForm } from "./AccessKeyForm.tsx";
import styles from "./LoginCommandDialog.module.css";
import { LoginCommands } from "./LoginCommands.tsx";
import { type AccessKey, loginKey } from "./long-lived.ts";

export function LongLivedLogin({ registry }: { registry: Registry }) {
  const t = useT();
  const { project } = useSession();
  const [credentials, setCredentials] = useState<Credentials>();

  async function make(accessKey: AccessKey) {
    setCredentials({ user: `${project.name}@${accessKey.access}`, key: await loginKey(accessKey) });
  }

  if (!credentials) return <AccessKeyForm onSubmit={make} />;
  return (
    <>
      <LoginCommands registry={registry} credentials={credentials} />
      <div className={styles.foot}>
        <p className={styles.note}>{t("loginCommand.longLived.valid")}</p>
        <Button onClick={() => setCredentials(undefined)}>{t("loginCommand.longLived.other")}</Button>
      </div>
    </>
  );
}
