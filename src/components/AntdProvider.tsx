/** Gives antd's components the console's palette, so that they and our own look like one thing. */
import { theme as antdTheme, ConfigProvider, type MappingAlgorithm } from "antd";
import type { Locale } from "antd/es/locale";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import type { Language } from "../i18n/languages.ts";
import { useLanguage } from "../i18n/use-language.ts";
import { type Theme, useTheme } from "../ui/theme-choice.ts";

const locales: Record<Language, Locale> = { "zh-CN": zhCN, "en-US": enUS };

/** The same colours as ui/theme.css; antd derives hover and disabled shades from them, so it needs real values. */
const palettes: Record<Theme, Record<string, string>> = {
  light: {
    colorPrimary: "#0b6e69",
    colorLink: "#0b6e69",
    colorError: "#b3261e",
    colorTextBase: "#1a211f",
    colorBgBase: "#ffffff",
    colorBgContainer: "#ffffff",
    colorBgElevated: "#ffffff",
    colorBorder: "#c9cdc7",
    colorBorderSecondary: "#e4e6e2",
    colorTextPlaceholder: "#69746f",
    // Disabled fields still have to be readable.
    colorTextDisabled: "#69746f",
    colorTextLightSolid: "#ffffff",
    // Background of a menu's chosen entry: on the derived grey the text has too little contrast.
    colorPrimaryBg: "#e3f1ef",
    colorPrimaryBgHover: "#d0e7e4",
  },
  dark: {
    colorPrimary: "#4cc9bd",
    colorLink: "#4cc9bd",
    colorError: "#ff8a80",
    colorTextBase: "#e6ecea",
    colorBgBase: "#121716",
    colorBgContainer: "#121716",
    colorBgElevated: "#161d1b",
    colorBorder: "#3d4a47",
    colorBorderSecondary: "#26302e",
    colorTextPlaceholder: "#8b9b97",
    colorTextDisabled: "#8b9b97",
    colorTextLightSolid: "#08201e",
    colorPrimaryBg: "#143431",
    colorPrimaryBgHover: "#1b4743",
  },
};

/** Elements that popups are placed in; of antd's dialogs and drawers, the element that takes the mouse. */
const LANDMARKS = "main, header, dialog, .ant-modal-container, .ant-drawer-section";

/**
 * As wide as its longest choice, which may be a name of 64 letters, but never wider than the window. It has an edge, as
 * its shadow does not show over a dark drawer.
 */
const selectList = {
  maxWidth: "calc(100vw - 48px)",
  boxShadow: "0 0 0 1px var(--line-strong), var(--shadow)",
};

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** The dark algorithm dims the primary colour, which is chosen for dark already. */
const keepAccent: MappingAlgorithm = (seed, map = antdTheme.defaultAlgorithm(seed)) => ({
  ...map,
  colorPrimary: seed.colorPrimary,
});

export function AntdProvider({ children }: { children: ReactNode }) {
  const theme = useTheme();
  return (
    <ConfigProvider
      locale={locales[useLanguage()]}
      // Chinese labels stay as the original writes them, without a space between two characters.
      button={{ autoInsertSpace: false }}
      // Menus and lists open inside the part of the page they belong to, so that they scroll with it and a screen
      // reader knows where it is. Dialogs themselves have no trigger and stand on the body.
      getPopupContainer={(trigger) => trigger?.closest<HTMLElement>(LANDMARKS) ?? document.body}
      modal={{
        styles: {
          wrapper: { bottom: "var(--note-height)" },
          // Room for the cross beside a long name.
          header: { paddingInlineEnd: 24, overflowWrap: "anywhere" },
        },
      }}
      drawer={{ styles: { wrapper: { bottom: "var(--note-height)" } } }}
      select={{ styles: { popup: { root: selectList } } }}
      theme={{
        algorithm: [theme === "dark" ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm, keepAccent],
        token: {
          ...palettes[theme],
          borderRadius: 6,
          fontFamily: "var(--font)",
          motion: !reducedMotion.matches,
          motionDurationMid: "0.12s",
          motionDurationSlow: "0.15s",
        },
        components: {
          // One elevation, for overlays.
          Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
          // Of a choice that is not taken only the edge shows, so it is as strong as those of tables.
          Radio: { colorBorder: "var(--faint)" },
          Checkbox: { colorBorder: "var(--faint)" },
        },
      }}
    >
      {children}
    </ConfigProvider>
  );
}
