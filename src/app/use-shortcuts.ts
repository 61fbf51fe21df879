import { useEffect, useEffectEvent } from "react";
import { areShortcutsOn, createShortcutReader, isForThePage, type ShortcutName } from "./shortcuts.ts";

/** Runs `onShortcut` for every shortcut pressed on the page. */
export function useShortcuts(onShortcut: (name: ShortcutName) => void): void {
  const run = useEffectEvent(onShortcut);
  // The document's keys.
  useEffect(() => {
    const read = createShortcutReader();
    const onKey = (event: KeyboardEvent) => {
      if (!areShortcutsOn() || !isForThePage(event)) return;
      const name = read(event.key, event.timeStamp);
      if (name === undefined) return;
      // The key must not be typed into the field of the dialog it opens.
      event.preventDefault();
      run(name);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
