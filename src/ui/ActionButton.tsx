/**
 * A button that may be refused, with the reason in its tooltip and description. It stays focusable then, as a
 * `disabled` button could not be reached by those who need the reason.
 */
import { useId, useRef } from "react";
import styles from "./ActionButton.module.css";
import { Button, type ButtonProps } from "./Button.tsx";

/** Pixels that are left between a tooltip and the edge of the window. */
const MARGIN = 8;

interface ActionButtonProps extends Omit<ButtonProps, "disabled" | "aria-label" | "title"> {
  /** The accessible name; also the tooltip of a button that is not refused. */
  label: string;
  /** Why it cannot be done now; undefined where it can. */
  refusal: string | undefined;
}

export function ActionButton({ label, refusal, onClick, ...button }: ActionButtonProps) {
  const id = useId();
  const reason = useRef<HTMLSpanElement>(null);
  const refused = refusal !== undefined;

  /**
   * Shows the tooltip in the browser's top layer, where no table clips it: above the button, aligned with its right
   * edge, but within the window.
   */
  function show({ currentTarget }: { currentTarget: HTMLElement }) {
    const tip = reason.current;
    if (!tip) return;
    const { top, right } = currentTarget.getBoundingClientRect();
    tip.style.bottom = `${innerHeight - top + 6}px`;
    const fromRight = Math.max(MARGIN, document.body.clientWidth - right);
    tip.style.right = `${fromRight}px`;
    tip.showPopover();
    const cut = Math.max(0, MARGIN - tip.getBoundingClientRect().left);
    tip.style.right = `${fromRight - cut}px`;
  }
  const hide = () => reason.current?.hidePopover();

  return (
    <>
      <Button
        {...button}
        aria-label={label}
        title={refused ? undefined : label}
        aria-disabled={refused}
        aria-describedby={refused ? id : undefined}
        onClick={refused ? (event) => event.preventDefault() : onClick}
        onPointerEnter={show}
        onPointerLeave={hide}
        onFocus={show}
        onBlur={hide}
        onKeyDown={(event) => event.key === "Escape" && hide()}
      />
      {refused && (
        <span ref={reason} id={id} role="tooltip" popover="manual" className={styles.reason}>
          {refusal}
        </span>
      )}
    </>
  );
}
