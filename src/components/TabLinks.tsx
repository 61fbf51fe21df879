import { useEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router-dom";
import styles from "./TabLinks.module.css";

interface TabLinksProps {
  /** Says what the tabs are parts of. */
  label: string;
  /** Of a tab with pages below it `nested`. */
  tabs: readonly { path: string; label: string; nested?: boolean }[];
}

/** Tabs that are pages of their own: each has an address, and the back button walks through them. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  const { pathname } = useLocation();
  const bar = useRef<HTMLElement>(null);
  // On narrow screens the bar scrolls, and the current tab may be out of sight.
  useEffect(() => {
    const current = bar.current?.querySelector(`[aria-current]`);
    if (pathname) current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);
  return (
    <nav ref={bar} className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <NavLink key={tab.path} end={!tab.nested} to={tab.path} className={styles.tab}>
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
