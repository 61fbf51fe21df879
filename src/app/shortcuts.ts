/** The keyboard shortcuts. They can be turned off, as speech input may press keys by accident. */
import { useSyncExternalStore } from "react";

export const SHORTCUTS = [
  { name: "search", keys: ["/"] },
  { name: "help", keys: ["?"] },
  { name: "overview", keys: ["g", "o"] },
  { name: "images", keys: ["g", "i"] },
  { name: "organizations", keys: ["g", "n"] },
  { name: "credentials", keys: ["g", "c"] },
  { name: "upload", keys: ["u"] },
  { name: "loginCommand", keys: ["l"] },
  { name: "navigation", keys: ["["] },
] as const;

export type ShortcutName = (typeof SHORTCUTS)[number]["name"];

const STORAGE_KEY = "swr.shortcuts";
const listeners = new Set<() => void>();

export function areShortcutsOn(): boolean {
  return localStorage.getItem(STORAGE_KEY) !== "off";
}

export function turnShortcuts(on: boolean): void {
  localStorage.setItem(STORAGE_KEY, on ? "on" : "off");
  for (const listener of listeners) listener();
}

export function useShortcutsOn(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areShortcutsOn);
}

/** The longest pause within a sequence, in milliseconds. */
const PAUSE = 1200;

/** Feeds keys to the sequences; answers the shortcut that a key completes. Times are milliseconds. */
export function createShortcutReader(): (key: string, now: number) => ShortcutName | undefined {
  let typed: string[] = [];
  let last = 0;
  return (key, now) => {
    typed = now - last > PAUSE ? [key] : [...typed, key];
    last = now;
    const ends = (keys: readonly string[]) => keys.every((one, at) => one === typed.at(at - keys.length));
    // The longest sequence wins, as its last key may be a shortcut by itself.
    const found = SHORTCUTS.filter(({ keys }) => keys.length <= typed.length && ends(keys)).sort(
      (a, b) => b.keys.length - a.keys.length,
    )[0];
    typed = found ? [] : typed.slice(-1);
    return found?.name;
  };
}

/** Whether a key is meant for the page: not while somebody types text or something is open over the page. */
export function isForThePage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return false;
  const target = event.target;
  if (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select"))
  ) {
    return false;
  }
  return (
    document.querySelector("dialog[open], .ant-modal-wrap:not([style*='none']), .ant-drawer-open") === null
  );
}
