/** Tabs within a page, as the ARIA practices describe them. They scroll where they find no room: all stay tabs. */
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import styles from "./Tabs.module.css";

interface TabsProps<Key extends string> {
  tabs: readonly { key: Key; label: string }[];
  chosen: Key;
  onChoose: (key: Key) => void;
  /** What the chosen tab shows. */
  children: ReactNode;
}

export function Tabs<Key extends string>({ tabs, chosen, onChoose, children }: TabsProps<Key>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = tabs.findIndex(({ key }) => key === chosen);
  // How far the bar is scrolled: what is chosen shows, wherever the choice came from. The page itself stays.
  useLayoutEffect(() => {
    const bar = list.current;
    const tab = bar?.querySelectorAll<HTMLElement>("[role=tab]")[at];
    if (!bar || !tab) return;
    const before = tab.getBoundingClientRect().left - bar.getBoundingClientRect().left;
    const beyond = before + tab.offsetWidth - bar.clientWidth;
    if (before < 0) bar.scrollLeft += before;
    else if (beyond > 0) bar.scrollLeft += beyond;
  }, [at]);

  function onKeyDown(event: KeyboardEvent) {
    const to = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    const next = to === undefined ? undefined : tabs[to];
    if (to === undefined || next === undefined) return;
    event.preventDefault();
    onChoose(next.key);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[to]?.focus();
  }

  return (
    <div>
      <div ref={list} role="tablist" className={styles.list} onKeyDown={onKeyDown}>
        {tabs.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={key === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={key === chosen ? 0 : -1}
            className={styles.tab}
            onClick={() => onChoose(key)}
          >
            {label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} className={styles.panel}>
        {children}
      </div>
    </div>
  );
}
