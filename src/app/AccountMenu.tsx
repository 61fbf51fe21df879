import { ArrowRightLeft, KeyRound, LogOut, Network, Users, Waypoints } from "lucide-react";
import { useNavigate } from "react-router-dom";
import type { Session } from "../../core/session.ts";
import { MenuButton } from "../components/MenuButton.tsx";
import { useT } from "../i18n/use-t.ts";
import { paths } from "../paths.ts";
import { signOut } from "../resources/session.ts";
import styles from "./AccountMenu.module.css";
import { MenuPanel } from "./MenuPanel.tsx";

export function AccountMenu({ session }: { session: Session }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <MenuButton
      label={t("app.top.account")}
      icon={<span aria-hidden>{[...session.user.name][0]?.toUpperCase()}</span>}
      className={styles.avatar}
      panel={(menu) => (
        <MenuPanel
          facts={[
            [t("app.account.account"), session.account.name],
            [t("app.account.user"), session.user.name],
            [t("app.account.project"), session.project.name],
          ]}
        >
          {menu}
        </MenuPanel>
      )}
      items={() => [
        {
          key: "credentials",
          label: t("app.account.credentials"),
          icon: <KeyRound size={14} aria-hidden />,
          onClick: () => void navigate(paths.credentials),
        },
        {
          key: "reach",
          label: t("app.account.reach"),
          icon: <Waypoints size={14} aria-hidden />,
          onClick: () => void navigate(paths.userReach(session.user.id)),
        },
        ...(session.user.isAdministrator
          ? [
              {
                key: "users",
                label: t("app.account.users"),
                icon: <Users size={14} aria-hidden />,
                onClick: () => void navigate(paths.users),
              },
              {
                key: "regions",
                label: t("app.account.regions"),
                icon: <ArrowRightLeft size={14} aria-hidden />,
                onClick: () => void navigate(paths.regions),
              },
              {
                key: "clusters",
                label: t("app.account.clusters"),
                icon: <Network size={14} aria-hidden />,
                onClick: () => void navigate(paths.clusters),
              },
            ]
          : []),
        {
          key: "sign-out",
          label: t("app.account.signOut"),
          icon: <LogOut size={14} aria-hidden />,
          onClick: () => void signOut(),
        },
      ]}
    />
  );
}
