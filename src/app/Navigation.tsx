import { Boxes, Building2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router-dom";
import { paths } from "../paths.ts";
import { Logo } from "../ui/Logo.tsx";
import styles from "./Navigation.module.css";

const pages = [
  { path: paths.images, label: "app.nav.images", Icon: Boxes },
  { path: paths.organizations, label: "app.nav.organizations", Icon: Building2 },
] as const;

export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.navigation}>
      <div className={styles.brand}>
        <Logo />
        SWR Console
      </div>
      <nav aria-label={t("app.nav.label")}>
        {pages.map(({ path, label, Icon }) => (
          <NavLink
            key={path}
            to={path}
            className={({ isActive }) => (isActive ? `${styles.link} ${styles.current}` : `${styles.link}`)}
            onClick={onNavigate}
          >
            <Icon size={16} strokeWidth={1.8} aria-hidden />
            {t(label)}
          </NavLink>
        ))}
      </nav>
    </div>
  );
}
