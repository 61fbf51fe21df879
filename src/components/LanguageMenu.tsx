import { Languages } from "lucide-react";
import { changeLanguage } from "../i18n/i18n.ts";
import { LANGUAGES, type Language } from "../i18n/languages.ts";
import { useLanguage } from "../i18n/use-language.ts";
import { useT } from "../i18n/use-t.ts";
import { MenuButton } from "./MenuButton.tsx";
import styles from "./TopMenu.module.css";

/** Each language is named in itself, so that whoever is lost in the other finds the way back. */
const names: Record<Language, string> = { "zh-CN": "\u4e2d\u6587", "en-US": "English" };

export function LanguageMenu() {
  const t = useT();
  const language = useLanguage();
  return (
    <MenuButton
      label={t("app.top.language")}
      icon={<Languages size={16} aria-hidden />}
      className={styles.button}
      selectedKey={language}
      items={() => LANGUAGES.map((key) => ({ key, label: names[key], onClick: () => changeLanguage(key) }))}
    />
  );
}
