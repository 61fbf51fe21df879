import type { RefCallback } from "react";

/**
 * A ref for something that stands at the window's bottom. While it is there, `--<name>-height` and `--<name>-width`
 * (ui/theme.css) are its size in pixels, by which everything else that ends there makes room.
 */
export const keepRoom =
  (name: "note" | "tray"): RefCallback<HTMLElement> =>
  (element) => {
    if (!element) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      style.setProperty(`--${name}-height`, `${element.offsetHeight}px`);
      style.setProperty(`--${name}-width`, `${element.offsetWidth}px`);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty(`--${name}-height`);
      style.removeProperty(`--${name}-width`);
    };
  };
