import { Dropdown } from "antd";
import { LogOut } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Session } from "../../core/session.ts";
import { signOut } from "../features/session/queries.ts";
import styles from "./AccountMenu.module.css";

export function AccountMenu({ session }: { session: Session }) {
  const { t } = useTranslation();
  const facts = [
    [t("app.account.account"), session.account.name],
    [t("app.account.user"), session.user.name],
    [t("app.account.project"), session.project.name],
  ] as const;
  return (
    <Dropdown
      trigger={["click"]}
      // Above the menu, not in it: a menu may only hold what can be chosen.
      popupRender={(menu) => (
        <div className={styles.panel}>
          <dl className={styles.facts}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {menu}
        </div>
      )}
      menu={{
        items: [
          {
            key: "sign-out",
            label: t("app.account.signOut"),
            icon: <LogOut size={14} aria-hidden />,
            onClick: () => void signOut(),
          },
        ],
      }}
    >
      <button type="button" aria-label={t("app.top.account")} className={styles.avatar}>
        {[...session.user.name][0]?.toUpperCase()}
      </button>
    </Dropdown>
  );
}
