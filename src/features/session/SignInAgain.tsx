/** Stands over a page whose session ended. It cannot be dismissed: what is under way waits for it. */
import { Modal } from "antd";
import type { Session } from "../../../core/session.ts";
import { useT } from "../../i18n/use-t.ts";
import styles from "./SignIn.module.css";
import { SignInForm } from "./SignInForm.tsx";
import { sessionRestored } from "./session-ended.ts";

export function SignInAgain({ session }: { session: Session }) {
  const t = useT();
  return (
    <Modal
      open
      title={t("session.again.title")}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      width={400}
    >
      <div className={styles.form}>
        <p>{t("session.again.text")}</p>
        <SignInForm
          known={{ account: session.account.name, user: session.user.name }}
          onSignedIn={sessionRestored}
        />
      </div>
    </Modal>
  );
}
