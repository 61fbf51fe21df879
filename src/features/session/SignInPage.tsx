import { LanguageMenu } from "../../components/LanguageMenu.tsx";
import { ThemeMenu } from "../../components/ThemeMenu.tsx";
import { useT } from "../../i18n/use-t.ts";
import { Logo } from "../../ui/Logo.tsx";
import styles from "./SignIn.module.css";
import { SignInForm } from "./SignInForm.tsx";

export function SignInPage() {
  const t = useT();
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <LanguageMenu />
        <ThemeMenu />
      </header>
      <main className={styles.middle}>
        <title>{`${t("session.title")} · SWR Console`}</title>
        <div className={styles.card}>
          <div className={styles.brand}>
            <Logo />
            SWR Console
          </div>
          <div>
            <h1 className={styles.title}>{t("session.title")}</h1>
            <p className={styles.tagline}>{t("session.tagline")}</p>
          </div>
          <SignInForm />
        </div>
      </main>
    </div>
  );
}
