/** Navigation, top bar and the place where pages appear. */
import { Button } from "antd";
import { Menu as MenuIcon, Terminal } from "lucide-react";
import { lazy, type ReactNode, Suspense, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router-dom";
import type { Session } from "../../core/session.ts";
import { LanguageMenu } from "../components/LanguageMenu.tsx";
import { ThemeMenu } from "../components/ThemeMenu.tsx";
import { useDialogParam } from "../components/use-dialog-param.ts";
import { PageUpload } from "../features/upload/PageUpload.tsx";
import { AccountMenu } from "./AccountMenu.tsx";
import styles from "./Frame.module.css";
import { Navigation } from "./Navigation.tsx";

const LoginCommandDialog = lazy(() =>
  import("../features/login-command/LoginCommandDialog.tsx").then((m) => ({ default: m.LoginCommandDialog })),
);

export function Frame({ session, children }: { session: Session; children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const drawer = useRef<HTMLDialogElement>(null);
  const login = useDialogParam("login-command");

  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip}>
        {t("app.skipToContent")}
      </a>
      <aside className={styles.side}>
        <Navigation />
      </aside>
      {/* Below 768 px the navigation is a drawer. The browser's own dialog keeps the focus inside and closes on Esc. */}
      <dialog ref={drawer} className={styles.drawer} aria-label={t("app.nav.label")}>
        <Navigation onNavigate={() => drawer.current?.close()} />
      </dialog>
      <header className={styles.top}>
        <Button
          type="text"
          className={styles.menu}
          aria-label={t("app.nav.open")}
          icon={<MenuIcon size={18} aria-hidden />}
          onClick={() => drawer.current?.showModal()}
        />
        <span className={styles.region} title={t("app.top.region")}>
          <span className={styles.dot} aria-hidden />
          <span className="visually-hidden">{t("app.top.region")}</span>
          {session.project.name}
        </span>
        <div className={styles.tools}>
          <Button
            type="text"
            icon={<Terminal size={16} aria-hidden />}
            aria-label={t("app.top.loginCommand")}
            onClick={login.open}
          >
            <span className={styles.wide}>{t("app.top.loginCommand")}</span>
          </Button>
          <LanguageMenu />
          <ThemeMenu />
          <AccountMenu session={session} />
        </div>
      </header>
      {/* A new page starts at its top; the key makes the scroll position its own. */}
      <main id="content" className={styles.content} tabIndex={-1} key={pathname.split("/")[1]}>
        {children}
      </main>
      {login.isOpen && (
        <Suspense>
          <LoginCommandDialog onClose={login.close} />
        </Suspense>
      )}
      <PageUpload />
    </div>
  );
}
