/** 「区域」: where the person works, and the way to another of the account's projects. */
import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import type { Session } from "../../core/session.ts";
import { Copyable } from "../components/Copyable.tsx";
import { MenuButton } from "../components/MenuButton.tsx";
import { useErrorText } from "../components/use-error-text.ts";
import { useT } from "../i18n/use-t.ts";
import { projectsQuery } from "../resources/access-keys.ts";
import { changeProject } from "../resources/session.ts";
import { MenuPanel } from "./MenuPanel.tsx";
import styles from "./RegionMenu.module.css";

export function RegionMenu({ session }: { session: Session }) {
  const t = useT();
  const errorText = useErrorText();
  const [opened, setOpened] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const projects = useQuery({ ...projectsQuery, enabled: opened });
  const known = projects.data ?? [session.project];

  async function choose(id: string) {
    if (id === session.project.id) return;
    setFailure(undefined);
    try {
      await changeProject(id);
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <MenuButton
      label={`${t("app.top.region")}: ${session.project.name}`}
      icon={
        <>
          <span className={styles.dot} aria-hidden />
          <span className={styles.name}>{session.project.name}</span>
          <ChevronDown size={14} aria-hidden />
        </>
      }
      className={styles.region}
      selectedKey={session.project.id}
      onOpen={() => setOpened(true)}
      panel={(menu) => (
        <MenuPanel
          facts={[
            [t("app.top.region"), session.region],
            [t("app.account.project"), session.project.name],
            [
              t("app.region.projectId"),
              <Copyable key="id" text={session.project.id} label={t("app.region.copyProjectId")}>
                <code>{session.project.id}</code>
              </Copyable>,
            ],
          ]}
          note={failure === undefined ? t("app.region.projects") : errorText(failure)}
        >
          {menu}
        </MenuPanel>
      )}
      items={() => known.map(({ id, name }) => ({ key: id, label: name, onClick: () => void choose(id) }))}
    />
  );
}
