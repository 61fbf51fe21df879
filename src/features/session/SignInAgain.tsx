/** The sign-in over a page whose session has ended. It cannot be dismissed, as requests under way wait for it. */
import { Modal } from "antd";
import type { Session } from "../../../core/session.ts";
import { isRefusedWith } from "../../api/api-error.ts";
import { useErrorText } from "../../components/use-error-text.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./SignIn.module.css";
import { SignInForm } from "./SignInForm.tsx";
import { sessionRestored } from "./session-ended.ts";

interface SignInAgainProps {
  session: Session;
  /** The answer that said the session has ended; it may give the reason. */
  refusal: unknown;
}

export function SignInAgain({ session, refusal }: SignInAgainProps) {
  const t = useT();
  const errorText = useErrorText();
  const isEndedByOthers = isRefusedWith(refusal, "endedByPassword", "endedByDisabling", "endedByOtherUser");
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
        <p>{isEndedByOthers ? errorText(refusal) : t("session.again.text")}</p>
        <SignInForm
          known={{ account: session.account.name, user: session.user.name }}
          onSignedIn={sessionRestored}
        />
        {isRefusedWith(refusal, "endedByOtherUser") && (
          <Button onClick={() => location.reload()}>{t("session.again.other")}</Button>
        )}
      </div>
    </Modal>
  );
}
