/** The login command of each client. ctr and crictl keep no login, so theirs is a pull command with the login in it. */
import { Checkbox } from "antd";
import { useState } from "react";
import { CommandBlock } from "../../components/CommandBlock.tsx";
import { ClientTabs } from "../../components/commands/ClientTabs.tsx";
import { GUIDE_CLIENTS } from "../../components/commands/guide-clients.ts";
import { PromptingCommand } from "../../components/commands/PromptingCommand.tsx";
import { RunThenPaste } from "../../components/commands/RunThenPaste.tsx";
import { useT } from "../../i18n/use-t.ts";
import { rememberClient, useRememberedClient } from "../../lib/client-choice.ts";
import {
  keepsLogin,
  loginCommand,
  promptingLoginCommand,
  promptingPullCommand,
  pullCommand,
} from "../../lib/client-commands.ts";
import { dockerConfigJson, secretCommand, secretManifest } from "../../lib/kubernetes.ts";
import type { RegistryLogin } from "../../lib/registry-login.ts";
import styles from "./LoginCommandDialog.module.css";

export function LoginCommands({ registry, credentials }: RegistryLogin) {
  const t = useT();
  const client = useRememberedClient(GUIDE_CLIENTS);
  const [prompting, setPrompting] = useState(false);
  const { user, key } = credentials;
  const login = { registry, credentials };

  /** A placeholder for the image to pull. */
  const image = {
    reference: `${registry.host}/organization/image:tag`,
    plainHttp: registry.plainHttp,
  };
  return (
    <ClientTabs clients={GUIDE_CLIENTS} chosen={client} onChoose={rememberClient}>
      <Checkbox checked={prompting} onChange={({ target }) => setPrompting(target.checked)}>
        {t("commands.prompting.choose")}
      </Checkbox>
      {(client === "ctr" || client === "crictl") && (
        <p className={styles.note}>{t("loginCommand.noLogin", { client })}</p>
      )}
      {client === "kubernetes" ? (
        <KubernetesSecret {...login} prompting={prompting} />
      ) : prompting ? (
        <PromptingCommand
          label={t("loginCommand.title")}
          command={
            keepsLogin(client)
              ? promptingLoginCommand(client, registry, user)
              : promptingPullCommand(client, image, user)
          }
          secret={key}
        />
      ) : (
        <>
          <CommandBlock
            label={t("loginCommand.title")}
            command={
              keepsLogin(client)
                ? loginCommand(client, registry, credentials)
                : pullCommand(client, image, credentials)
            }
            secret={key}
            copyLabel={t("commands.copyLogin")}
          />
          <p className={styles.note}>{t("loginCommand.plain.note")}</p>
        </>
      )}
    </ClientTabs>
  );
}

/** As one command, or as a manifest that kubectl waits for: the key is then in neither history nor process list. */
function KubernetesSecret({ registry, credentials, prompting }: RegistryLogin & { prompting: boolean }) {
  const t = useT();
  const manifest = (
    <CommandBlock
      label={t("loginCommand.kubernetes.manifest")}
      command={secretManifest(registry, credentials)}
      secret={dockerConfigJson(registry, credentials)}
      copyLabel={t("loginCommand.kubernetes.copyManifest")}
    />
  );
  const command = (text: string, secret?: string) => (
    <CommandBlock
      label={t("loginCommand.title")}
      command={text}
      secret={secret}
      copyLabel={t("commands.copyLogin")}
    />
  );
  if (!prompting) {
    return (
      <>
        {command(secretCommand(registry, credentials), credentials.key)}
        <p className={styles.note}>{t("loginCommand.kubernetes.asManifest")}</p>
        {manifest}
      </>
    );
  }
  return (
    <RunThenPaste
      run={t("loginCommand.kubernetes.apply")}
      command={command("kubectl apply -f -")}
      paste={t("loginCommand.kubernetes.paste")}
      content={manifest}
    />
  );
}
