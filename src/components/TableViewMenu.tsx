/** Chooses columns and row height of a table. The browser's own popover closes on Esc and on a click elsewhere. */
import { Columns3 } from "lucide-react";
import { useId } from "react";
import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/Button.tsx";
import type { Column } from "../ui/table/types.ts";
import { hideableColumns, type TableView } from "../ui/table/use-table-view.ts";
import styles from "./TableViewMenu.module.css";

interface TableViewMenuProps<Row> {
  columns: readonly Column<Row>[];
  view: TableView;
}

export function TableViewMenu<Row>({ columns, view }: TableViewMenuProps<Row>) {
  const t = useT();
  const id = useId();
  return (
    <>
      <Button
        popoverTarget={id}
        aria-label={t("common.view.action")}
        title={t("common.view.action")}
        icon={<Columns3 size={15} aria-hidden />}
      />
      <div id={id} popover="auto" className={styles.panel}>
        <fieldset className={styles.group}>
          <legend>{t("common.view.columns")}</legend>
          {hideableColumns(columns).map(({ key, title }) => (
            <label key={key}>
              <input type="checkbox" checked={!view.isHidden(key)} onChange={() => view.toggle(key)} />
              {title}
            </label>
          ))}
        </fieldset>
        <fieldset className={styles.group}>
          <legend>{t("common.view.rows")}</legend>
          <label>
            <input
              type="checkbox"
              checked={view.compact}
              onChange={(event) => view.setCompact(event.target.checked)}
            />
            {t("common.view.compact")}
          </label>
        </fieldset>
      </div>
    </>
  );
}
