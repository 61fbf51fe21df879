/** A login as each client takes it. ctr and crictl keep none: theirs is a pull that is given the login. */
import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CommandBlock } from "../../components/CommandBlock.tsx";
import { ClientTabs } from "../../components/commands/ClientTabs.tsx";
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

const OFFERED = ["docker", "podman", "nerdctl", "ctr", "crictl", "skopeo", "helm", "kubernetes"] as const;

export function LoginCommands({ registry, credentials }: RegistryLogin) {
  const { t } = useTranslation();
  const client = useRememberedClient(OFFERED);
  const [prompting, setPrompting] = useState(false);
  const { user, key } = credentials;
  const login = { registry, credentials };

  /** The image stands for whichever one they pull. */
  const image = {
    reference: `${registry.host}/organization/image:tag`,
    plainHttp: registry.plainHttp,
  };
  return (
    <ClientTabs clients={OFFERED} chosen={client} onChoose={rememberClient}>
      <Checkbox checked={prompting} onChange={({ target }) => setPrompting(target.checked)}>
        {t("loginCommand.prompting.tab")}
      </Checkbox>
      {(client === "ctr" || client === "crictl") && (
        <p className={styles.note}>{t("loginCommand.noLogin", { client })}</p>
      )}
      {client === "kubernetes" ? (
        <KubernetesSecret {...login} prompting={prompting} />
      ) : prompting ? (
        <Prompting
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
            copyLabel={t("loginCommand.copyCommand")}
          />
          <p className={styles.note}>{t("loginCommand.plain.note")}</p>
        </>
      )}
    </ClientTabs>
  );
}

/** The command first, then what it waits for. */
function Prompting({ command, secret }: { command: string; secret: string }) {
  const { t } = useTranslation();
  return (
    <ol className={styles.steps}>
      <li>
        <p>{t("loginCommand.prompting.run")}</p>
        <CommandBlock
          label={t("loginCommand.title")}
          command={command}
          copyLabel={t("loginCommand.copyCommand")}
        />
      </li>
      <li>
        <p>{t("loginCommand.prompting.paste")}</p>
        <CommandBlock
          label={t("loginCommand.key")}
          command={secret}
          secret={secret}
          copyLabel={t("loginCommand.copyKey")}
        />
      </li>
    </ol>
  );
}

/** As one command, or as a manifest that kubectl waits for: the key is then in neither history nor process list. */
function KubernetesSecret({ registry, credentials, prompting }: RegistryLogin & { prompting: boolean }) {
  const { t } = useTranslation();
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
      copyLabel={t("loginCommand.copyCommand")}
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
    <ol className={styles.steps}>
      <li>
        <p>{t("loginCommand.kubernetes.apply")}</p>
        {command("kubectl apply -f -")}
      </li>
      <li>
        <p>{t("loginCommand.kubernetes.paste")}</p>
        {manifest}
      </li>
    </ol>
  );
}
