/** From login to push with the client a person chooses, ready to copy for one image. */
import { Button } from "antd";
import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  CLIENTS,
  type Client,
  keepsLogin,
  loginCommand,
  pullCommand,
  pushCommands,
} from "../../lib/client-commands.ts";
import { dockerConfigJson, podManifest, secretManifest } from "../../lib/kubernetes.ts";
import { isPlainHttp, type RegistryLogin } from "../../lib/registry-login.ts";
import { CommandBlock } from "../CommandBlock.tsx";
import { ClientTabs } from "./ClientTabs.tsx";
import styles from "./commands.module.css";

export const GUIDE_CLIENTS = [...CLIENTS, "kubernetes"] as const;
export type GuideClient = (typeof GUIDE_CLIENTS)[number];

interface ClientGuideProps {
  /** The whole address, `host/organization/image:tag`. */
  reference: string;
  /** The image of the person's machine that is pushed, `name:tag`. */
  local: string;
  clients?: readonly GuideClient[];
  chosen: GuideClient;
  onChoose: (client: GuideClient) => void;
  /** Undefined until the person asks for one. */
  login: RegistryLogin | undefined;
  loggingIn: boolean;
  onLogIn: () => void;
  /** Leaves the pull out. */
  pushOnly?: boolean;
}

export function ClientGuide(props: ClientGuideProps) {
  const {
    reference,
    clients = GUIDE_CLIENTS,
    chosen,
    onChoose,
    login,
    loggingIn,
    onLogIn,
    pushOnly = false,
  } = props;
  const { t } = useTranslation();
  const [host = ""] = reference.split("/");
  const image = { reference, plainHttp: isPlainHttp(host) };
  return (
    <ClientTabs clients={clients} chosen={chosen} onChoose={onChoose}>
      {image.plainHttp && <PlainHttp client={chosen} host={host} />}
      <ol className={styles.steps}>
        <Step title={t("commands.login")}>
          <LoginStep client={chosen} login={login} loggingIn={loggingIn} onLogIn={onLogIn} />
        </Step>
        {chosen === "kubernetes" ? (
          <Step title={t("commands.pod")}>
            <CommandBlock
              label={t("commands.pod")}
              command={podManifest(reference)}
              copyLabel={t("commands.copyPod")}
            />
          </Step>
        ) : (
          <>
            {!pushOnly && (
              <Step title={t("commands.pull")}>
                <CommandBlock
                  label={t("commands.pull")}
                  command={pullCommand(chosen, image, login?.credentials)}
                  secret={secretOf(chosen, login)}
                  copyLabel={t("commands.copyPull")}
                />
              </Step>
            )}
            <Step title={t("commands.push")}>
              <PushStep client={chosen} local={props.local} image={image} login={login} />
            </Step>
          </>
        )}
      </ol>
    </ClientTabs>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <div className={styles.step}>
        <strong>{title}</strong>
        {children}
      </div>
    </li>
  );
}

/** Only these two have the key in pull and push. */
const secretOf = (client: Client, login: RegistryLogin | undefined) =>
  client === "ctr" || client === "crictl" ? login?.credentials.key : undefined;

type LoginStepProps = Pick<ClientGuideProps, "login" | "loggingIn" | "onLogIn"> & { client: GuideClient };

function LoginStep({ client, login, loggingIn, onLogIn }: LoginStepProps) {
  const { t } = useTranslation();
  if (!login) {
    return (
      <div>
        <Button icon={<KeyRound size={14} aria-hidden />} loading={loggingIn} onClick={onLogIn}>
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
  if (!keepsLogin(client)) return <p className={styles.note}>{t("commands.loginIsIn", { client })}</p>;
  return (
    <CommandBlock
      label={t("commands.login")}
      command={loginCommand(client, registry, credentials)}
      secret={credentials.key}
      copyLabel={t("commands.copyLogin")}
    />
  );
}

interface PushStepProps {
  client: Client;
  local: string;
  image: { reference: string; plainHttp: boolean };
  login: RegistryLogin | undefined;
}

function PushStep({ client, local, image, login }: PushStepProps) {
  const { t } = useTranslation();
  if (client === "crictl") return <p className={styles.note}>{t("commands.cannotPush", { client })}</p>;
  const commands = pushCommands(client, local, image, login?.credentials);
  return commands.map((command, at) => {
    const isLast = at === commands.length - 1;
    return (
      <CommandBlock
        key={command}
        label={isLast ? t("commands.push") : t("commands.tag")}
        command={command}
        secret={isLast ? secretOf(client, login) : undefined}
        copyLabel={isLast ? t("commands.copyPush") : t("commands.copyTag")}
      />
    );
  });
}

/** What a client must be told, once, where the registry has no TLS. */
function PlainHttp({ client, host }: { client: GuideClient; host: string }) {
  const { t } = useTranslation();
  if (client === "docker") {
    return (
      <>
        <p className={styles.note}>{t("commands.plainHttp.docker")}</p>
        <CommandBlock
          label="daemon.json"
          command={JSON.stringify({ "insecure-registries": [host] }, null, 2)}
          copyLabel={t("commands.plainHttp.copy")}
        />
      </>
    );
  }
  if (client === "crictl" || client === "kubernetes") {
    return (
      <>
        <p className={styles.note}>
          {t("commands.plainHttp.containerd", { file: `/etc/containerd/certs.d/${host}/hosts.toml` })}
        </p>
        <CommandBlock
          label="hosts.toml"
          command={`server = ${JSON.stringify(`http://${host}`)}\n`}
          copyLabel={t("commands.plainHttp.copy")}
        />
      </>
    );
  }
  return <p className={styles.note}>{t("commands.plainHttp.option")}</p>;
}
