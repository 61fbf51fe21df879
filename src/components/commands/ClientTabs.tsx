import type { ReactNode } from "react";
import { Tabs } from "../../ui/Tabs.tsx";
import { clientName } from "./client-name.ts";
import styles from "./commands.module.css";

interface ClientTabsProps<Offered extends string> {
  clients: readonly Offered[];
  chosen: Offered;
  onChoose: (client: Offered) => void;
  /** What the chosen client is given. */
  children: ReactNode;
}

export function ClientTabs<Offered extends string>(props: ClientTabsProps<Offered>) {
  const { clients, chosen, onChoose, children } = props;
  return (
    <Tabs
      tabs={clients.map((client) => ({ key: client, label: clientName(client) }))}
      chosen={chosen}
      onChoose={onChoose}
    >
      <div className={styles.commands}>{children}</div>
    </Tabs>
  );
}
