import type { ReactNode } from "react";
import { Tabs } from "../../ui/Tabs.tsx";
import styles from "./commands.module.css";

/** Clients are called by their own names in every language. */
const NAMES: Record<string, string> = { helm: "Helm", kubernetes: "Kubernetes" };

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
      tabs={clients.map((client) => ({ key: client, label: NAMES[client] ?? client }))}
      chosen={chosen}
      onChoose={onChoose}
    >
      <div className={styles.commands}>{children}</div>
    </Tabs>
  );
}
