import { NavLink } from "react-router-dom";
import styles from "./TabLinks.module.css";

interface TabLinksProps {
  /** Says what the tabs are parts of. */
  label: string;
  /** Of a tab with pages below it `nested`. */
  tabs: readonly { path: string; label: string; nested?: boolean }[];
}

/** Tabs that are pages: each has an address, the browser's back button walks through them. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <NavLink key={tab.path} end={!tab.nested} to={tab.path} className={styles.tab}>
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
