/**
 * A button that may be refused, with the reason in its tooltip and its description. It stays focusable then: a
 * `disabled` button could not be reached by those who need the reason.
 */
import { Button, type ButtonProps, Tooltip } from "antd";
import { useId } from "react";
import { classNames } from "../lib/class-names.ts";
import styles from "./ActionButton.module.css";

interface ActionButtonProps extends Omit<ButtonProps, "disabled" | "aria-label"> {
  /** The accessible name; also the tooltip of a button that is not refused. */
  label: string;
  /** Why it cannot be done now; undefined where it can. */
  refusal: string | undefined;
}

export function ActionButton({ label, refusal, onClick, className, ...button }: ActionButtonProps) {
  const id = useId();
  const refused = refusal !== undefined;
  return (
    <>
      {/* A refusal is also shown to whoever comes by keyboard; a name would be in the way after each dialog. */}
      <Tooltip title={refusal ?? label} trigger={refused ? ["hover", "focus"] : "hover"}>
        <Button
          {...button}
          aria-label={label}
          aria-disabled={refused}
          aria-describedby={refused ? id : undefined}
          className={classNames(className, refused && styles.refused)}
          onClick={refused ? undefined : onClick}
        />
      </Tooltip>
      {refused && (
        <span id={id} hidden>
          {refusal}
        </span>
      )}
    </>
  );
}
