import { Checkbox } from "antd";
import { KeyRound } from "lucide-react";
import { useT } from "../../i18n/use-t.ts";
import { keepsLogin, loginCommand, promptingLoginCommand } from "../../lib/client-commands.ts";
import { dockerConfigJson, secretManifest } from "../../lib/kubernetes.ts";
import type { RegistryLogin } from "../../lib/registry-login.ts";
import { Button } from "../../ui/Button.tsx";
import { CommandBlock } from "../CommandBlock.tsx";
import styles from "./commands.module.css";
import type { GuideClient } from "./guide-clients.ts";
import { LoginKey } from "./LoginKey.tsx";
import { PromptingCommand } from "./PromptingCommand.tsx";

interface LoginStepProps {
  client: GuideClient;
  /** Undefined until the person asks for one, and again once it has expired. */
  login: RegistryLogin | undefined;
  loggingIn: boolean;
  onLogIn: () => void;
  /** Whether the commands wait for the key instead of holding it. */
  prompting: boolean;
  onChangePrompting: (prompting: boolean) => void;
}

export function LoginStep(props: LoginStepProps) {
  const { client, login, loggingIn, onLogIn, prompting, onChangePrompting } = props;
  const t = useT();
  if (!login) {
    return (
      <div>
        <Button icon={<KeyRound size={14} aria-hidden />} busy={loggingIn} onClick={onLogIn}>
          {t("commands.fillIn")}
        </Button>
      </div>
    );
  }
  const { registry, credentials } = login;
  if (client === "kubernetes") {
    return (
      <CommandBlock
        label={t("commands.secret")}
        command={secretManifest(registry, credentials)}
        secret={dockerConfigJson(registry, credentials)}
        copyLabel={t("commands.copySecret")}
      />
    );
  }
  return (
    <>
      <Checkbox checked={prompting} onChange={({ target }) => onChangePrompting(target.checked)}>
        {t("commands.prompting.choose")}
      </Checkbox>
      {!keepsLogin(client) ? (
        <>
          <p className={styles.note}>
            {prompting ? t("commands.loginIsAsked", { client }) : t("commands.loginIsIn", { client })}
          </p>
          {prompting && <LoginKey secret={credentials.key} />}
        </>
      ) : prompting ? (
        <PromptingCommand
          label={t("commands.login")}
          command={promptingLoginCommand(client, registry, credentials.user)}
          secret={credentials.key}
        />
      ) : (
        <CommandBlock
          label={t("commands.login")}
          command={loginCommand(client, registry, credentials)}
          secret={credentials.key}
          copyLabel={t("commands.copyLogin")}
        />
      )}
    </>
  );
}
