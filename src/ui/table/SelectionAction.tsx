import { useId } from "react";

interface SelectionActionProps {
  children: string;
  /** It takes something away. */
  danger?: boolean;
  /** Why it cannot be done with all that is chosen; undefined where it can. */
  refusal: string | undefined;
  onClick: () => void;
}

/** One of the bar's actions. A refused one stays focusable and says why, as ui/ActionButton.tsx does. */
export function SelectionAction({ children, danger, refusal, onClick }: SelectionActionProps) {
  const id = useId();
  const refused = refusal !== undefined;
  return (
    <>
      <button
        type="button"
        data-danger={danger}
        aria-disabled={refused}
        aria-describedby={refused ? id : undefined}
        title={refusal}
        onClick={refused ? undefined : onClick}
      >
        {children}
      </button>
      {refused && (
        <span id={id} hidden>
          {refusal}
        </span>
      )}
    </>
  );
}
