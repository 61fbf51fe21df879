import { useEffect, useRef } from "react";
import { Link, useLocation } from "react-router-dom";
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
  const here = withPlainDollar(pathname);
  function isCurrent({ path, nested }: (typeof tabs)[number]): boolean {
    const there = withPlainDollar(path);
    return here === there || (nested === true && here.startsWith(`${there}/`));
  }

  return (
    <nav ref={bar} className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.path}
          to={tab.path}
          className={styles.tab}
          aria-current={isCurrent(tab) ? "page" : undefined}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

/** The `$` in an image's name, which people may type as it is: the router's own links know it encoded only. */
const withPlainDollar = (path: string) => path.replaceAll("%24", "$");
