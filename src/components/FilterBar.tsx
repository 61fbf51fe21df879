/** What a list is narrowed by: a part of the name, and what else there is to choose or type. */
import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useT } from "../i18n/use-t.ts";
import { useMedia } from "../lib/use-media.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./FilterBar.module.css";
import { SearchInput } from "./SearchInput.tsx";

interface FilterBarProps {
  label: string;
  name: string;
  onName: (name: string) => void;
  /** Those of the others, as the address has them: empty where one is not set. */
  others: Record<string, string>;
  /** The fields of the others. */
  children: ReactNode;
}

/** As narrow as FilterBar.module.css has it. */
const isNarrow = matchMedia("(width < 560px)");

/** On a phone only the name is asked for at once: five rows of choices would stand before the first row of the list. */
export function FilterBar({ label, name, onName, others, children }: FilterBarProps) {
  const t = useT();
  const narrow = useMedia(isNarrow);
  const [shown, setShown] = useState(false);
  const set = Object.values(others).filter((value) => value !== "").length;
  return (
    <search className={styles.filters}>
      <SearchInput className={styles.name} label={label} value={name} onChange={onName} />
      {narrow && (
        <Button
          aria-expanded={shown}
          icon={<SlidersHorizontal size={15} aria-hidden />}
          onClick={() => setShown(!shown)}
        >
          {set === 0 ? t("common.filters.show") : t("common.filters.set", { count: set })}
        </Button>
      )}
      {(shown || !narrow) && children}
    </search>
  );
}
