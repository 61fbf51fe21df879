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

/**
 * For what comes and goes, as rows and buttons do: when what has the focus goes, the focus goes to what is around, the
 * dialog or the page's content. To be put on the element that it is in.
 */
export function useFocusOfRemoved() {
  const focused = useRef<Element>(null);
  const around = useRef<HTMLElement>(null);
  // The document's focus; without dependencies, as any rendering may remove the row.
  useLayoutEffect(() => {
    if (!focused.current || focused.current.isConnected) return;
    focused.current = null;
    if (document.activeElement === document.body) around.current?.focus({ preventScroll: true });
  });
  return {
    onFocus: ({ target, currentTarget }: FocusEvent) => {
      focused.current = target;
      around.current = currentTarget.closest<HTMLElement>('[tabindex="-1"]');
    },
    onBlur: () => {
      focused.current = null;
    },
  };
}

export function focusContentIfLost(): void {
  if (document.activeElement === document.body) document.getElementById("content")?.focus();
}
