/** Looks like the field it opens; on narrow screens an icon. */
import { Search } from "lucide-react";
import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./SearchButton.module.css";
import { useShortcutsOn } from "./shortcuts.ts";

export function SearchButton({ onClick }: { onClick: () => void }) {
  const t = useT();
  const withKey = useShortcutsOn();
  return (
    <Button
      className={styles.search}
      aria-label={t("app.top.searchHint")}
      icon={<Search size={14} aria-hidden />}
      onClick={onClick}
    >
      <span className={styles.words}>{t("app.top.searchHint")}</span>
      {/* The key is drawn, not written: it is no part of the button's name. */}
      {withKey && <span className={styles.key} aria-hidden />}
    </Button>
  );
}
