import { useT } from "../../i18n/use-t.ts";
import { CommandBlock } from "../CommandBlock.tsx";
import styles from "./commands.module.css";
import type { GuideClient } from "./guide-clients.ts";

/** What a client must be told, once, where the registry has no TLS. */
export function PlainHttp({ client, host }: { client: GuideClient; host: string }) {
  const t = useT();
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
