import { type FocusEvent, useEffect, useLayoutEffect, useRef, useState } from "react";

/**
 * For dialogs and drawers: when one closes, the focus returns to where it was, or to the page's content where that is
 * gone, as with a deleted row.
 */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  // The document's focus.
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
      focusContentIfLost();
    },
    [before],
  );
}

/** For lists: the focus goes to the page's content, likewise, when the row that has it goes. To be put on their element. */
export function useFocusOfRemoved() {
  const focused = useRef<Element>(null);
  // The document's focus; without dependencies, as any rendering may remove the row.
  useLayoutEffect(() => {
    if (!focused.current || focused.current.isConnected) return;
    focused.current = null;
    focusContentIfLost();
  });
  return {
    onFocus: ({ target }: FocusEvent) => {
      focused.current = target;
    },
    onBlur: () => {
      focused.current = null;
    },
  };
}

function focusContentIfLost(): void {
  if (document.activeElement === document.body) document.getElementById("content")?.focus();
}
