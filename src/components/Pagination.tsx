/** The place in a list, and links to its other pages, which can be opened in a new tab too. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link, Navigate } from "react-router-dom";
import { useT } from "../i18n/use-t.ts";
import { classNames } from "../lib/class-names.ts";
import { formatNumber } from "../lib/format.ts";
import { pageWindow } from "../lib/page-window.ts";
import { useFocusOfRemoved } from "../lib/use-return-focus.ts";
import { PAGE_SIZES } from "../resources/list-place.ts";
import styles from "./Pagination.module.css";
import { Select } from "./Select.tsx";
import type { ListParams } from "./use-list-params.ts";

interface PaginationProps {
  list: ListParams<string>;
  /** All matches; 0 while unknown. */
  total: number;
}

export function Pagination({ list, total }: PaginationProps) {
  const t = useT();
  const focus = useFocusOfRemoved();
  const { page, size, sizes, pageHref } = list;
  const pages = Math.ceil(total / size);
  // Beyond the last page: its last row was deleted, or the address is old.
  if (pages > 0 && page > pages) return <Navigate to={pageHref(pages)} replace />;
  if (total <= PAGE_SIZES[0]) return null;

  const number = (value: number) => formatNumber(value);
  return (
    <nav className={styles.pagination} aria-label={t("common.pagination.label")} {...focus}>
      <span>
        {t("common.pagination.range", {
          from: number((page - 1) * size + 1),
          to: number(Math.min(page * size, total)),
          total: number(total),
        })}
      </span>
      <ul className={styles.pages}>
        <li>
          <Step to={page > 1 ? pageHref(page - 1) : undefined} label={t("common.pagination.previous")}>
            <ChevronLeft size={16} aria-hidden />
          </Step>
        </li>
        {pageWindow(page, pages).map((entry, at) => (
          <li key={entry === "gap" ? `gap-${at}` : entry} className={styles.number}>
            {entry === "gap" ? (
              <span className={styles.page}>…</span>
            ) : (
              <Link
                className={styles.page}
                to={pageHref(entry)}
                aria-label={t("common.pagination.page", { page: entry })}
                aria-current={entry === page ? "page" : undefined}
              >
                {number(entry)}
              </Link>
            )}
          </li>
        ))}
        <li>
          <Step to={page < pages ? pageHref(page + 1) : undefined} label={t("common.pagination.next")}>
            <ChevronRight size={16} aria-hidden />
          </Step>
        </li>
      </ul>
      <Select
        label={t("common.pagination.size")}
        value={String(size)}
        options={sizes.map((value) => ({
          value: String(value),
          label: t("common.pagination.perPage", { size: value }),
        }))}
        onChange={(value) => list.set({ size: value })}
      />
    </nav>
  );
}

/** Without such a page only the arrow stays, so that nothing moves under the pointer. */
function Step({ to, label, children }: { to: string | undefined; label: string; children: ReactNode }) {
  if (to === undefined) return <span className={classNames(styles.page, styles.off)}>{children}</span>;
  return (
    <Link className={styles.page} to={to} aria-label={label}>
      {children}
    </Link>
  );
}
