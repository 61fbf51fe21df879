/** A small button of an icon, for rows: there are hundreds of them on a page, where a component library's would cost. */
import type { ComponentPropsWithRef, ReactNode } from "react";
import { classNames } from "../lib/class-names.ts";
import styles from "./IconButton.module.css";

interface IconButtonProps extends Omit<ComponentPropsWithRef<"button">, "aria-label" | "type"> {
  /** Accessible name, and what shows on hover. */
  label: string;
  icon: ReactNode;
  /** Text beside the icon; it begins the label. Hidden where a table is narrow. */
  caption?: string | undefined;
}

export function IconButton({ label, icon, caption, className, ...button }: IconButtonProps) {
  return (
    <button
      title={label}
      {...button}
      type="button"
      aria-label={label}
      className={classNames(styles.button, className)}
    >
      {icon}
      {caption !== undefined && <span className={styles.caption}>{caption}</span>}
    </button>
  );
}
