/** Says that this is the demo, and with what one signs in again after signing out. */
import type { SignIn } from "../core/session.ts";

const style = `
  position: fixed; inset: auto 12px 12px auto; z-index: 10; max-width: calc(100vw - 24px);
  display: flex; gap: 12px; align-items: center; padding: 6px 6px 6px 14px; border-radius: 8px;
  color: var(--bar-ink); background: var(--bar); font-size: 13px; box-shadow: var(--shadow);
`;

const buttonStyle =
  "font: inherit; color: inherit; background: none; border: 0; padding: 2px 8px; cursor: pointer;";

/** In English, as it stands before a language is chosen. */
export function showDemoHint({ account, user, password }: SignIn): void {
  const hint = document.createElement("aside");
  hint.setAttribute("aria-label", "Demo");
  hint.lang = "en";
  hint.style.cssText = style;
  const text = document.createElement("span");
  text.textContent = `Demo: nothing leaves this page. Sign in as ${account} / ${user} / ${password}`;
  const close = document.createElement("button");
  close.type = "button";
  close.style.cssText = buttonStyle;
  close.setAttribute("aria-label", "Close");
  close.textContent = "✕";
  close.onclick = () => hint.remove();
  hint.append(text, close);
  document.body.append(hint);
}
