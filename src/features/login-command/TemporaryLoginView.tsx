import { Button, Tabs } from "antd";
import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CommandBlock } from "../../components/CommandBlock.tsx";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { Expiry } from "./Expiry.tsx";
import styles from "./LoginCommandDialog.module.css";
import type { TemporaryLogin } from "./queries.ts";
import { useMsLeft } from "./use-ms-left.ts";

interface TemporaryLoginViewProps {
  login: TemporaryLogin;
  renewing: boolean;
  failure: unknown;
  onRenew: () => void;
}

export function TemporaryLoginView({ login, renewing, failure, onRenew }: TemporaryLoginViewProps) {
  const { t } = useTranslation();
  const msLeft = useMsLeft(login.expiresAt);
  const expired = msLeft <= 0;
  return (
    <>
      <div className={expired ? styles.expired : undefined} inert={expired}>
        <Tabs
          items={[
            { key: "plain", label: t("loginCommand.plain.tab"), children: <Plain login={login} /> },
            {
              key: "prompting",
              label: t("loginCommand.prompting.tab"),
              children: <Prompting login={login} />,
            },
          ]}
        />
      </div>
      {failure !== undefined && <ErrorNote error={failure} />}
      <div className={styles.foot}>
        <div>
          <Expiry at={login.expiresAt} msLeft={msLeft} />
          <p className={styles.note}>{t("loginCommand.earlier")}</p>
        </div>
        <Button
          type={expired ? "primary" : "default"}
          icon={<RefreshCw size={14} aria-hidden />}
          loading={renewing}
          onClick={onRenew}
        >
          {t("loginCommand.renew")}
        </Button>
      </div>
    </>
  );
}

function Plain({ login }: { login: TemporaryLogin }) {
  const { t } = useTranslation();
  return (
    <div className={styles.variant}>
      <CommandBlock
        label={t("loginCommand.title")}
        command={login.plain}
        secret={login.key}
        copyLabel={t("loginCommand.copyCommand")}
      />
      <p className={styles.note}>{t("loginCommand.plain.note")}</p>
    </div>
  );
}

function Prompting({ login }: { login: TemporaryLogin }) {
  const { t } = useTranslation();
  return (
    <ol className={styles.steps}>
      <li>
        <p>{t("loginCommand.prompting.run")}</p>
        <CommandBlock
          label={t("loginCommand.title")}
          command={login.prompting}
          copyLabel={t("loginCommand.copyCommand")}
        />
      </li>
      <li>
        <p>{t("loginCommand.prompting.paste")}</p>
        <CommandBlock
          label={t("loginCommand.key")}
          command={login.key}
          secret={login.key}
          copyLabel={t("loginCommand.copyKey")}
        />
      </li>
    </ol>
  );
}
