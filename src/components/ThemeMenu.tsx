import { Monitor, Moon, Sun } from "lucide-react";
import { useT } from "../i18n/use-t.ts";
import { chooseTheme, THEME_CHOICES, type ThemeChoice, useThemeChoice } from "../ui/theme-choice.ts";
import { MenuButton } from "./MenuButton.tsx";
import styles from "./TopMenu.module.css";

const icons: Record<ThemeChoice, typeof Sun> = { light: Sun, dark: Moon, system: Monitor };

export function ThemeMenu() {
  const t = useT();
  const choice = useThemeChoice();
  const Icon = icons[choice];
  return (
    <MenuButton
      label={t("app.top.theme")}
      icon={<Icon size={16} aria-hidden />}
      className={styles.button}
      selectedKey={choice}
      items={() =>
        THEME_CHOICES.map((key) => ({
          key,
          label: t(`app.theme.${key}`),
          onClick: () => chooseTheme(key),
        }))
      }
    />
  );
}
