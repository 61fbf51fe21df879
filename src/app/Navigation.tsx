import {
  ArrowRightLeft,
  Boxes,
  Building2,
  LayoutDashboard,
  PanelLeftClose,
  PanelLeftOpen,
  Recycle,
  Share2,
  Zap,
} from "lucide-react";
import { NavLink } from "react-router-dom";
import { useT } from "../i18n/use-t.ts";
import { classNames } from "../lib/class-names.ts";
import { paths } from "../paths.ts";
import { Logo } from "../ui/Logo.tsx";
import styles from "./Navigation.module.css";

/** In groups, of which the first needs no name. */
const groups = [
  {
    label: undefined,
    pages: [
      { path: paths.overview, label: "app.nav.overview", Icon: LayoutDashboard },
      { path: paths.images, label: "app.nav.images", Icon: Boxes },
      { path: paths.organizations, label: "app.nav.organizations", Icon: Building2 },
    ],
  },
  {
    label: "app.nav.governance",
    pages: [
      { path: paths.shares, label: "app.nav.shares", Icon: Share2 },
      { path: paths.retentions(), label: "app.nav.retention", Icon: Recycle },
      { path: paths.triggers(), label: "app.nav.triggers", Icon: Zap },
      { path: paths.syncRecords(), label: "app.nav.sync", Icon: ArrowRightLeft },
    ],
  },
] as const;

interface NavigationProps {
  onNavigate?: () => void;
  /** Icons only. */
  collapsed?: boolean;
  /** Without it the navigation cannot be collapsed: it is a drawer then. */
  onCollapse?: () => void;
}

export function Navigation({ onNavigate, collapsed = false, onCollapse }: NavigationProps) {
  const t = useT();
  const Panel = collapsed ? PanelLeftOpen : PanelLeftClose;
  const panelLabel = t(collapsed ? "app.nav.expand" : "app.nav.collapse");
  return (
    <div className={styles.navigation}>
      <div className={styles.brand}>
        <Logo />
        {!collapsed && "SWR Console"}
      </div>
      <nav aria-label={t("app.nav.label")}>
        {groups.map(({ label, pages }) => (
          <div key={label ?? ""} className={styles.group}>
            {label !== undefined && !collapsed && <p>{t(label)}</p>}
            {pages.map(({ path, label, Icon }) => (
              <NavLink
                key={path}
                to={path}
                title={collapsed ? t(label) : undefined}
                className={({ isActive }) => classNames(styles.link, isActive && styles.current)}
                onClick={onNavigate}
              >
                <Icon size={16} strokeWidth={1.8} aria-hidden />
                <span className={classNames(collapsed && "visually-hidden")}>{t(label)}</span>
              </NavLink>
            ))}
          </div>
        ))}
      </nav>
      {onCollapse && (
        <button
          type="button"
          className={styles.collapse}
          aria-label={panelLabel}
          title={panelLabel}
          onClick={onCollapse}
        >
          <Panel size={16} strokeWidth={1.8} aria-hidden />
        </button>
      )}
    </div>
  );
}
