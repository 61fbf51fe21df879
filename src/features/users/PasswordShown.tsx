import { CommandBlock } from "../../components/CommandBlock.tsx";
import { useT } from "../../i18n/use-t.ts";
import { Warning } from "../../ui/Warning.tsx";
import { useSession } from "../session/use-session.ts";
import styles from "./users.module.css";

interface PasswordShownProps {
  /** Of the user. */
  name: string;
  password: string;
  /** What was done. */
  said: string;
}

/** Shows a generated password once: closing forgets it. */
export function PasswordShown({ name, password, said }: PasswordShownProps) {
  const t = useT();
  const { account } = useSession();
  return (
    <>
      <p role="status" className={styles.named}>
        <bdi>{said}</bdi>
      </p>
      <CommandBlock
        label={t("users.password.shown", { name })}
        command={password}
        secret={password}
        copyLabel={t("users.password.copy")}
      />
      <p className={styles.named}>{t("users.create.next", { account: account.name, name })}</p>
      <Warning>{t("users.password.once")}</Warning>
    </>
  );
}
