/** The console's button. The component library's own brings a style engine along, which the first page need not load. */
import type { ComponentPropsWithRef, ReactNode } from "react";
import { classNames } from "../lib/class-names.ts";
import styles from "./Button.module.css";

export interface ButtonProps extends Omit<ComponentPropsWithRef<"button">, "type"> {
  /** `primary` is what a page or a form is for; one of its kind. */
  kind?: "default" | "primary" | "text" | "link";
  danger?: boolean | undefined;
  small?: boolean;
  icon?: ReactNode;
  /** What it began still runs: it shows so, and takes no second click. */
  busy?: boolean | undefined;
  type?: "button" | "submit";
}

export function Button({
  kind = "default",
  danger = false,
  small = false,
  icon,
  busy = false,
  type = "button",
  className,
  onClick,
  children,
  ...button
}: ButtonProps) {
  return (
    <button
      {...button}
      type={type}
      className={classNames(
        styles.button,
        styles[kind],
        children === undefined && styles.bare,
        danger && styles.danger,
        small && styles.small,
        className,
      )}
      aria-busy={busy || undefined}
      // Of a form's button this also stops what Enter in a field would send.
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <span className={styles.spinner} aria-hidden /> : icon}
      {children}
    </button>
  );
}
