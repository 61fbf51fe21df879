const SCHEMES: readonly string[] = ["http:", "https:", "mailto:"];

/**
 * An address as it may stand in a link of a description; empty where it may not. Relative ones would lead to pages of
 * the console, which a text pushed by anybody must not pretend to know.
 */
export function safeHref(href: string): string {
  try {
    const url = new URL(href);
    return SCHEMES.includes(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}
