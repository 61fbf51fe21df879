/** Gives antd's components the console's palette, so that they and our own look like one thing. */
import { theme as antdTheme, ConfigProvider } from "antd";
import type { Locale } from "antd/es/locale";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import type { Language } from "../i18n/languages.ts";
import { useLanguage } from "../i18n/use-language.ts";
import { type Theme, useTheme } from "../ui/theme-choice.ts";

const locales: Record<Language, Locale> = { "zh-CN": zhCN, "en-US": enUS };

const font =
  'Inter, "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';

/** The same colours as ui/theme.css; antd derives hover and disabled shades from them, so it needs real values. */
const palettes: Record<Theme, Record<string, string>> = {
  light: {
    colorPrimary: "#0b6e69",
    colorLink: "#0b6e69",
    colorError: "#b3261e",
    colorTextBase: "#1a211f",
    colorBgBase: "#ffffff",
    colorBorder: "#c9cdc7",
    colorTextPlaceholder: "#69746f",
    colorTextLightSolid: "#ffffff",
  },
  dark: {
    colorPrimary: "#4cc9bd",
    colorLink: "#4cc9bd",
    colorError: "#ff8a80",
    colorTextBase: "#e6ecea",
    colorBgBase: "#121716",
    colorBorder: "#3d4a47",
    colorTextPlaceholder: "#8b9b97",
    colorTextLightSolid: "#08201e",
  },
};

export function AntdProvider({ children }: { children: ReactNode }) {
  const theme = useTheme();
  return (
    <ConfigProvider
      locale={locales[useLanguage()]}
      // Chinese labels stay as the original writes them, without a space between two characters.
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: theme === "dark" ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
        token: {
          ...palettes[theme],
          borderRadius: 6,
          fontFamily: font,
          motionDurationMid: "0.12s",
          motionDurationSlow: "0.15s",
        },
      }}
    >
      {children}
    </ConfigProvider>
  );
}
