/** Keeps the cookies of the demo: a page can neither set an httpOnly one nor send `Cookie` by itself. */

export interface CookieJar {
  /** Takes the value of one `Set-Cookie`. Names are enough to tell cookies apart: the service has one path. */
  keep(setCookie: string): void;
  /** For the header `Cookie`; empty where there is none. */
  header(): string;
}

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, string>();
  return {
    keep(setCookie) {
      const [pair = "", ...attributes] = setCookie.split(/;\s*/);
      const [name = "", value = ""] = pair.split("=", 2);
      if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) cookies.delete(name);
      else cookies.set(name, value);
    },
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  };
}
