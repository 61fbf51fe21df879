import { NavLink } from "react-router-dom";
import styles from "./TabLinks.module.css";

interface TabLinksProps {
  /** Says what the tabs are parts of. */
  label: string;
  tabs: readonly { path: string; label: string }[];
}

/** Tabs that are pages: each has an address, the browser's back button walks through them. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <NavLink key={tab.path} end to={tab.path} className={styles.tab}>
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
