import { type RefObject, useEffect, useState } from "react";

/** Milliseconds. Nobody looks at what scrolls past faster. */
const A_LOOK = 100;

/** Whether the element has been in view for a moment yet; stays true from then on. */
export function useInView(element: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false);
  // Only the layout knows what is in view.
  useEffect(() => {
    if (seen || !element.current) return;
    let look: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(look);
      if (entries.at(-1)?.isIntersecting) look = setTimeout(() => setSeen(true), A_LOOK);
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      clearTimeout(look);
    };
  }, [seen, element]);
  return seen;
}
