/** Stands over a page whose session ended. It cannot be dismissed: what is under way waits for it. */
import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../core/session.ts";
import styles from "./SignIn.module.css";
import { SignInForm } from "./SignInForm.tsx";
import { sessionRestored } from "./session-ended.ts";

export function SignInAgain({ session }: { session: Session }) {
  const { t } = useTranslation();
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
