/** Navigation, top bar and the place where pages appear. */
import { Menu as MenuIcon, Terminal } from "lucide-react";
import { type ReactNode, Suspense, useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router-dom";
import type { Session } from "../../core/session.ts";
import { LanguageMenu } from "../components/LanguageMenu.tsx";
import { ThemeMenu } from "../components/ThemeMenu.tsx";
import { useDialogParam } from "../components/use-dialog-param.ts";
import { withAntd } from "../components/with-antd.tsx";
import { PageUpload } from "../features/upload/PageUpload.tsx";
import { withTexts } from "../i18n/i18n.ts";
import { useT } from "../i18n/use-t.ts";
import { classNames } from "../lib/class-names.ts";
import { lazyPart } from "../lib/load-part.ts";
import { useMedia } from "../lib/use-media.ts";
import { focusContentIfLost } from "../lib/use-return-focus.ts";
import { paths } from "../paths.ts";
import { Button } from "../ui/Button.tsx";
import { AccountMenu } from "./AccountMenu.tsx";
import { DiskWarning } from "./DiskWarning.tsx";
import styles from "./Frame.module.css";
import { HelpMenu } from "./HelpMenu.tsx";
import { Navigation } from "./Navigation.tsx";
import { RegionMenu } from "./RegionMenu.tsx";
import { SearchButton } from "./SearchButton.tsx";
import type { ShortcutName } from "./shortcuts.ts";
import { useCollapsed } from "./use-collapsed.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const LoginCommandDialog = lazyPart(() =>
  withTexts(
    withAntd(import("../features/login-command/LoginCommandDialog.tsx").then((m) => m.LoginCommandDialog)),
    "commands",
    "loginCommand",
  ),
);

const SearchDialog = lazyPart(() =>
  withTexts(
    import("../features/search/SearchDialog.tsx").then((m) => ({ default: m.SearchDialog })),
    "search",
  ),
);
const ShortcutsDialog = lazyPart(() =>
  withAntd(import("./ShortcutsDialog.tsx").then((m) => m.ShortcutsDialog)),
);

/** Then the navigation is a drawer (Frame.module.css). */
const isNarrow = matchMedia("(width < 768px)");

export function Frame({ session, children }: { session: Session; children: ReactNode }) {
  const t = useT();
  const { pathname } = useLocation();
  const drawer = useRef<HTMLDialogElement>(null);
  const narrow = useMedia(isNarrow);
  const navigate = useNavigate();
  const [collapsed, toggleCollapsed] = useCollapsed();
  const shown = useRef(pathname);
  // Who follows a link in a page loses it, and the focus would be nowhere: keys could not even scroll the next page.
  useEffect(() => {
    if (shown.current !== pathname) focusContentIfLost();
    shown.current = pathname;
  }, [pathname]);
  const dialogs = {
    search: useDialogParam("search"),
    shortcuts: useDialogParam("shortcuts"),
    login: useDialogParam("login-command"),
    upload: useDialogParam("upload"),
  };
  const actions: Record<ShortcutName, () => void> = {
    search: dialogs.search.open,
    help: dialogs.shortcuts.open,
    overview: () => void navigate(paths.overview),
    images: () => void navigate(paths.images),
    organizations: () => void navigate(paths.organizations),
    credentials: () => void navigate(paths.credentials),
    upload: dialogs.upload.open,
    loginCommand: dialogs.login.open,
    navigation: toggleCollapsed,
  };
  useShortcuts((name) => actions[name]());

  return (
    <div className={classNames(styles.frame, collapsed && styles.collapsed)}>
      <a href="#content" className={styles.skip}>
        {t("app.skipToContent")}
      </a>
      <aside className={styles.side}>
        <Navigation collapsed={collapsed} onCollapse={toggleCollapsed} />
      </aside>
      {/* The browser's own dialog keeps the focus inside and closes on Esc. */}
      {narrow && (
        <dialog ref={drawer} className={styles.drawer} aria-label={t("app.nav.label")}>
          <Navigation onNavigate={() => drawer.current?.close()} />
        </dialog>
      )}
      <header className={styles.top}>
        <Button
          kind="text"
          className={styles.menu}
          aria-label={t("app.nav.open")}
          icon={<MenuIcon size={18} aria-hidden />}
          onClick={() => drawer.current?.showModal()}
        />
        <RegionMenu session={session} />
        <SearchButton onClick={dialogs.search.open} />
        <div className={styles.tools}>
          <Button
            kind="text"
            icon={<Terminal size={16} aria-hidden />}
            aria-label={t("app.top.loginCommand")}
            onClick={dialogs.login.open}
          >
            <span className={styles.wide}>{t("app.top.loginCommand")}</span>
          </Button>
          <HelpMenu onShortcuts={dialogs.shortcuts.open} />
          <LanguageMenu />
          <ThemeMenu />
          <AccountMenu session={session} />
        </div>
      </header>
      {/* A new page starts at its top; the key makes the scroll position its own. */}
      <main id="content" className={styles.content} tabIndex={-1} key={pathname.split("/")[1]}>
        <DiskWarning />
        {children}
      </main>
      <Suspense>
        {dialogs.login.isOpen && <LoginCommandDialog onClose={dialogs.login.close} />}
        {dialogs.search.isOpen && <SearchDialog onClose={dialogs.search.close} />}
        {dialogs.shortcuts.isOpen && <ShortcutsDialog onClose={dialogs.shortcuts.close} />}
      </Suspense>
      <PageUpload />
    </div>
  );
}
