import { BookOpen, CircleHelp, FileJson, Keyboard } from "lucide-react";
import { useNavigate } from "react-router-dom";
import { MenuButton } from "../components/MenuButton.tsx";
import styles from "../components/TopMenu.module.css";
import { useLanguage } from "../i18n/use-language.ts";
import { useT } from "../i18n/use-t.ts";
import { openApiAddress, paths } from "../paths.ts";

export function HelpMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  return (
    <MenuButton
      label={t("app.top.help")}
      icon={<CircleHelp size={16} aria-hidden />}
      className={styles.button}
      items={() => [
        {
          key: "shortcuts",
          label: t("app.shortcuts.title"),
          icon: <Keyboard size={14} aria-hidden />,
          onClick: onShortcuts,
        },
        {
          key: "api",
          label: t("app.help.api"),
          icon: <BookOpen size={14} aria-hidden />,
          onClick: () => void navigate(paths.apiReference),
        },
        {
          key: "openapi",
          label: (
            <a href={openApiAddress(language)} target="_blank" rel="noreferrer">
              {t("app.help.openApi")}
            </a>
          ),
          icon: <FileJson size={14} aria-hidden />,
        },
      ]}
    />
  );
}
