/** Whether the navigation shows icons only: the person's choice, remembered. */
import { useState } from "react";

const STORAGE_KEY = "swr.navigation";

export function useCollapsed(): [collapsed: boolean, toggle: () => void] {
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(STORAGE_KEY) === "collapsed");
  const toggle = () =>
    setCollapsed((before) => {
      localStorage.setItem(STORAGE_KEY, before ? "open" : "collapsed");
      return !before;
    });
  return [collapsed, toggle];
}
