/** The console's button. The component library's own brings a style engine along, which the first page need not load. */
import type { ComponentPropsWithRef, ReactNode } from "react";
import { classNames } from "../lib/class-names.ts";
import styles from "./Button.module.css";

export interface ButtonProps extends Omit<ComponentPropsWithRef<"button">, "type"> {
  /** `primary` is the main action of a page or form; there is one. */
  kind?: "default" | "primary" | "text" | "link";
  danger?: boolean | undefined;
  small?: boolean;
  icon?: ReactNode;
  /** Its action is running: the button shows it and takes no second click. */
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
      // In a form this also stops Enter in a field from submitting.
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <span className={styles.spinner} aria-hidden /> : icon}
      {children}
    </button>
  );
}
