/**
 * Fetches parts of the console that come late: pages, dialogs, texts, the Worker. While a part cannot be fetched,
 * whoever wants it keeps waiting, so that nothing on the page is lost, and gets it as soon as possible; `hindrance`
 * says why meanwhile.
 */
import { lazy } from "react";
import { createState } from "./state.ts";

/**
 * `replaced`: the service has another build of the console, and the files of this one are gone.
 * `given_up`: the browser keeps that a module did not come, and asks for it only after a reload (Firefox).
 */
export type Hindrance = "unreachable" | "replaced" | "given_up";

export const hindrance = createState<Hindrance | undefined>(undefined);

/** Milliseconds. Browsers say when the connection is back, but not when the service is. */
const TRY_AGAIN_AFTER = 5_000;

/** Rejects only where the part arrived and is broken. */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let attempt = 0, isBroken = false; ; attempt += 1) {
    try {
      if (attempt > 0) await fetchLinksAgain();
      const part = await load();
      if (hindrance.get() === "unreachable") hindrance.set(undefined);
      return part;
    } catch (error) {
      const found = await findHindrance();
      // Thrown at the second failure only: the first may have come just before the connection was back.
      if (found === undefined && isBroken && !hasNotCome(error)) throw error;
      const now = found === undefined && isBroken ? "given_up" : found;
      isBroken = found === undefined;
      hindrance.set(now);
      if (now === "replaced" || now === "given_up") await new Promise(() => undefined);
      if (found === "unreachable") await anotherChance();
    }
  }
}

/** React's `lazy`, by way of `loadPart`. */
export const lazyPart: typeof lazy = (load) => lazy(() => loadPart(load));

/** Of a module, in the words of Chrome, Firefox and Safari: there is no other sign. */
function hasNotCome(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|importing a module/i.test(error.message);
}

const scriptIn = (page: Document) => page.querySelector("script[type=module]")?.getAttribute("src");

/** Its name changes with every build. */
export const ownScript = () => scriptIn(document);

async function findHindrance(): Promise<Hindrance | undefined> {
  const headers = { Accept: "text/html" };
  const answer = await fetch("/", { cache: "no-store", headers }).catch(() => undefined);
  const page = answer?.ok && (await answer.text().catch(() => undefined));
  if (!page) return "unreachable";
  return scriptIn(new DOMParser().parseFromString(page, "text/html")) === ownScript()
    ? undefined
    : "replaced";
}

async function anotherChance(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  addEventListener("online", resolve);
  const timer = setTimeout(resolve, TRY_AGAIN_AFTER);
  await promise;
  clearTimeout(timer);
  removeEventListener("online", resolve);
}

const failedLinks = new Set<HTMLLinkElement>();
const WATCHED = ["stylesheet", "modulepreload"];

/** From now on notes which style sheets and modules failed to load. */
export function watchLinks(): void {
  const note = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && WATCHED.includes(target.rel)) failedLinks.add(target);
  };
  // Error events of elements do not bubble; they are seen while they are captured.
  addEventListener("error", note, true);
}

let linksAgain: Promise<unknown> = Promise.resolve();

/** Asks again for what failed, as the bundler asks for each only once. Rejects where something fails again. */
async function fetchLinksAgain(): Promise<void> {
  const links = [...failedLinks];
  failedLinks.clear();
  // Waits also for those that another part has asked for again.
  linksAgain = Promise.allSettled([linksAgain, ...links.map(fetchAgain)]);
  await linksAgain;
  if (failedLinks.size > 0) throw new Error("A style sheet or module did not come");
}

async function fetchAgain(link: HTMLLinkElement): Promise<void> {
  // Safari imports a module that failed only once it has come in another way.
  if (link.rel === "modulepreload") await fetch(link.href).catch(() => failedLinks.add(link));
  else await replace(link);
}

function replace(link: HTMLLinkElement): Promise<Event> {
  const { promise, resolve, reject } = Promise.withResolvers<Event>();
  const again = link.cloneNode() as HTMLLinkElement;
  again.addEventListener("load", resolve);
  again.addEventListener("error", reject);
  link.replaceWith(again);
  return promise;
}
