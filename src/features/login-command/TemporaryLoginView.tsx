import { RefreshCw } from "lucide-react";
import { Expiry } from "../../components/commands/Expiry.tsx";
import { useMsLeft } from "../../components/commands/use-ms-left.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useT } from "../../i18n/use-t.ts";
import type { TemporaryLogin } from "../../resources/login.ts";
import { Button } from "../../ui/Button.tsx";
import { Lifetime } from "./Lifetime.tsx";
import styles from "./LoginCommandDialog.module.css";
import { LoginCommands } from "./LoginCommands.tsx";

interface TemporaryLoginViewProps {
  login: TemporaryLogin;
  renewing: boolean;
  failure: unknown;
  /** The life that was chosen; undefined: the edition's usual one. */
  seconds: number | undefined;
  onChooseSeconds: (seconds: number) => void;
  onRenew: () => void;
}

export function TemporaryLoginView(props: TemporaryLoginViewProps) {
  const { login, renewing, failure, seconds, onChooseSeconds, onRenew } = props;
  const t = useT();
  const msLeft = useMsLeft(login.endsAt);
  const expired = msLeft <= 0;
  return (
    <>
      <div className={expired ? styles.expired : undefined} inert={expired}>
        <LoginCommands {...login} />
      </div>
      {failure !== undefined && <ErrorNote error={failure} />}
      <div className={styles.foot}>
        <div>
          <Expiry at={login.expiresAt} msLeft={msLeft} />
          <p className={styles.note}>{t("loginCommand.earlier")}</p>
        </div>
        <div className={styles.renew}>
          <Lifetime seconds={seconds} onChoose={onChooseSeconds} />
          <Button
            kind={expired ? "primary" : "default"}
            icon={<RefreshCw size={14} aria-hidden />}
            busy={renewing}
            onClick={onRenew}
          >
            {t("loginCommand.renew")}
          </Button>
        </div>
      </div>
    </>
  );
}
