/** The first items of a list of any length, and the rest on demand. */
import { type ReactNode, useState } from "react";
import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/Button.tsx";

const SHOWN = 200;

interface LimitedProps<Item> {
  items: readonly Item[];
  children: (shown: readonly Item[]) => ReactNode;
}

export function Limited<Item>({ items, children }: LimitedProps<Item>) {
  const t = useT();
  const [all, setAll] = useState(false);
  const short = items.length <= SHOWN || all;
  return (
    <>
      {children(short ? items : items.slice(0, SHOWN))}
      {!short && (
        <Button kind="link" onClick={() => setAll(true)}>
          {t("common.showAll", { count: items.length })}
        </Button>
      )}
    </>
  );
}
