/** 「我的凭证」: the projects of the account, one's access keys, temporary logins and password. */
import { Plus } from "lucide-react";
import { Suspense } from "react";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { Button } from "../../ui/Button.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { useSession } from "../session/use-session.ts";
import { AccessKeys } from "./AccessKeys.tsx";
import styles from "./credentials.module.css";
import { Projects } from "./Projects.tsx";
import { TemporaryLogins } from "./TemporaryLogins.tsx";

const CreateAccessKey = lazyPart(() =>
  withAntd(import("./CreateAccessKey.tsx").then((m) => m.CreateAccessKey)),
);
const ChangePassword = lazyPart(() => withAntd(import("./ChangePassword.tsx").then((m) => m.ChangePassword)));

export function Component() {
  const t = useT();
  const { edition, user } = useSession();
  const create = useDialogParam("create-access-key");
  const password = useDialogParam("change-password");
  return (
    <>
      <PageHeader
        title={t("credentials.title")}
        context={t("credentials.context", { name: user.name })}
        actions={<Button onClick={password.open}>{t("credentials.password.action")}</Button>}
      />
      <section className={styles.section} aria-labelledby="access-keys">
        <div className={styles.head}>
          <div>
            <h2 id="access-keys">{t("credentials.keys.title")}</h2>
            <p>{t("credentials.keys.context", { max: edition.accessKeysPerUser })}</p>
          </div>
          <Button kind="primary" icon={<Plus size={15} aria-hidden />} onClick={create.open}>
            {t("credentials.create.action")}
          </Button>
        </div>
        <AccessKeys onCreate={create.open} />
      </section>
      <TemporaryLogins />
      <section className={styles.section} aria-labelledby="projects">
        <div className={styles.head}>
          <div>
            <h2 id="projects">{t("credentials.projects.title")}</h2>
            <p>{t("credentials.projects.context")}</p>
          </div>
        </div>
        <Projects />
      </section>
      <Suspense>
        {create.isOpen && <CreateAccessKey onClose={create.close} />}
        {password.isOpen && <ChangePassword onClose={password.close} />}
      </Suspense>
    </>
  );
}
