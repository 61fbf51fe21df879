/**
 * A button that may be refused, with the reason in its tooltip and its description. It stays focusable then: a
 * `disabled` button could not be reached by those who need the reason.
 */
import { useId, useRef } from "react";
import styles from "./ActionButton.module.css";
import { Button, type ButtonProps } from "./Button.tsx";

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

  /** In the browser's top layer no table clips it. It stands above the button, from its right edge. */
  function show({ currentTarget }: { currentTarget: HTMLElement }) {
    const tip = reason.current;
    if (!tip) return;
    const { top, right } = currentTarget.getBoundingClientRect();
    tip.style.bottom = `${innerHeight - top + 6}px`;
    tip.style.right = `${Math.max(8, document.body.clientWidth - right)}px`;
    tip.showPopover();
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
