/** Light, dark or as the system says. The choice is kept in this browser; `data-theme` on the page follows it. */
import { useSyncExternalStore } from "react";

export const THEME_CHOICES = ["light", "dark", "system"] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];
export type Theme = "light" | "dark";

const STORAGE_KEY = "swr.theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");
/** The query's last value. If it is read from the query before the event, Chromium sends no event. */
let isSystemDark = systemDark.matches;
const listeners = new Set<() => void>();

let choice: ThemeChoice =
  THEME_CHOICES.find((known) => known === localStorage.getItem(STORAGE_KEY)) ?? "system";

function theme(): Theme {
  if (choice !== "system") return choice;
  return isSystemDark ? "dark" : "light";
}

function apply(): void {
  document.documentElement.dataset.theme = theme();
  for (const listener of listeners) listener();
}

/** Called once, before anything is drawn. */
export function startTheme(): void {
  systemDark.addEventListener("change", ({ matches }) => {
    isSystemDark = matches;
    apply();
  });
  apply();
}

export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  localStorage.setItem(STORAGE_KEY, next);
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, () => choice);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, theme);
}
