/** From login to push with the client a person chooses, ready to copy for one image. */
import { type ReactNode, useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import {
  type Client,
  chartVersion,
  FIRST_CHART_VERSION,
  keepsLogin,
  promptingPullCommand,
  pullCommand,
  pushCommands,
  type RemoteImage,
} from "../../lib/client-commands.ts";
import { podManifest } from "../../lib/kubernetes.ts";
import { isPlainHttp, type RegistryLogin } from "../../lib/registry-login.ts";
import type { TemporaryLogin } from "../../resources/login.ts";
import { CommandBlock } from "../CommandBlock.tsx";
import { ClientTabs } from "./ClientTabs.tsx";
import styles from "./commands.module.css";
import { Expiry } from "./Expiry.tsx";
import { GUIDE_CLIENTS, type GuideClient } from "./guide-clients.ts";
import { LoginStep } from "./LoginStep.tsx";
import { PlainHttp } from "./PlainHttp.tsx";
import { useMsLeft } from "./use-ms-left.ts";

interface ClientGuideProps {
  /** The whole address but for the tag, `host/organization/image`. */
  repository: string;
  tag: string;
  clients?: readonly GuideClient[];
  chosen: GuideClient;
  onChoose: (client: GuideClient) => void;
  /** Undefined until the person asks for one. */
  login: TemporaryLogin | undefined;
  loggingIn: boolean;
  onLogIn: () => void;
  /** Leaves the pull out. */
  pushOnly?: boolean;
}

export function ClientGuide(props: ClientGuideProps) {
  const { repository, tag, clients = GUIDE_CLIENTS, chosen, onChoose, pushOnly = false } = props;
  const t = useT();
  const [prompting, setPrompting] = useState(false);
  const msLeft = useMsLeft(props.login?.endsAt);
  // One that has expired is no login any more: the commands are as before it was made.
  const login = msLeft > 0 ? props.login : undefined;
  const [host = ""] = repository.split("/");
  const [name = ""] = repository.split("/").slice(-1);
  const image = { reference: `${repository}:${tag}`, plainHttp: isPlainHttp(host) };
  const commands = { image, login, prompting };
  return (
    <ClientTabs clients={clients} chosen={chosen} onChoose={onChoose}>
      {image.plainHttp && <PlainHttp client={chosen} host={host} />}
      {chosen === "helm" && <ChartNote name={name} tag={tag} />}
      {/* Another login starts masked again. */}
      <ol key={login?.credentials.key} className={styles.steps}>
        <Step title={t("commands.login")}>
          {props.login && <Expiry at={props.login.expiresAt} msLeft={msLeft} />}
          <LoginStep
            client={chosen}
            login={login}
            loggingIn={props.loggingIn}
            onLogIn={props.onLogIn}
            prompting={prompting}
            onChangePrompting={setPrompting}
          />
        </Step>
        {chosen === "kubernetes" ? (
          <Step title={t("commands.pod")}>
            <CommandBlock
              label={t("commands.pod")}
              command={podManifest(image.reference)}
              copyLabel={t("commands.copyPod")}
            />
          </Step>
        ) : (
          <>
            {!pushOnly && (
              <Step title={t("commands.pull")}>
                <Pull client={chosen} {...commands} />
              </Step>
            )}
            <Step title={t("commands.push")}>
              <Push client={chosen} local={`${name}:${tag}`} {...commands} />
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

interface CommandProps {
  client: Client;
  image: RemoteImage;
  login: RegistryLogin | undefined;
  prompting: boolean;
}

function Pull({ client, image, login, prompting }: CommandProps) {
  const t = useT();
  const asks = login !== undefined && prompting && !keepsLogin(client);
  return (
    <CommandBlock
      label={t("commands.pull")}
      command={
        asks
          ? promptingPullCommand(client, image, login.credentials.user)
          : pullCommand(client, image, login?.credentials)
      }
      secret={asks || keepsLogin(client) ? undefined : login?.credentials.key}
      copyLabel={t("commands.copyPull")}
    />
  );
}

function Push({ client, local, image, login, prompting }: CommandProps & { local: string }) {
  const t = useT();
  if (client === "crictl") return <p className={styles.note}>{t("commands.cannotPush", { client })}</p>;
  const { user, key } = login?.credentials ?? {};
  const held = prompting ? undefined : key;
  const credentials = user === undefined ? undefined : { user, key: held };
  const commands = pushCommands(client, local, image, credentials);
  return commands.map((command, at) => {
    const isLast = at === commands.length - 1;
    return (
      <CommandBlock
        key={command}
        label={isLast ? t("commands.push") : t("commands.tag")}
        command={command}
        secret={isLast && !keepsLogin(client) ? held : undefined}
        copyLabel={isLast ? t("commands.copyPush") : t("commands.copyTag")}
      />
    );
  });
}

/** Helm has nothing to tag with: name and version are the chart's own. */
function ChartNote({ name, tag }: { name: string; tag: string }) {
  const t = useT();
  const version = chartVersion(tag);
  return (
    <p className={styles.note}>
      {version === undefined
        ? t("commands.chart.noVersion", { tag, version: FIRST_CHART_VERSION })
        : t("commands.chart.named", { name, version })}
    </p>
  );
}
