import { useEffect, useState } from "react";

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
      if (document.activeElement === document.body) document.getElementById("content")?.focus();
    },
    [before],
  );
}
