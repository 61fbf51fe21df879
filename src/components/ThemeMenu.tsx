import { Button, Dropdown } from "antd";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { chooseTheme, THEME_CHOICES, type ThemeChoice, useThemeChoice } from "../ui/theme-choice.ts";

const icons: Record<ThemeChoice, typeof Sun> = { light: Sun, dark: Moon, system: Monitor };

export function ThemeMenu() {
  const { t } = useTranslation();
  const choice = useThemeChoice();
  const Icon = icons[choice];
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectable: true,
        selectedKeys: [choice],
        items: THEME_CHOICES.map((key) => ({
          key,
          label: t(`app.theme.${key}`),
          onClick: () => chooseTheme(key),
        })),
      }}
    >
      <Button type="text" aria-label={t("app.top.theme")} icon={<Icon size={16} aria-hidden />} />
    </Dropdown>
  );
}
