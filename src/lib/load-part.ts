/**
 * What comes late is fetched here: pages, dialogs, texts, the Worker. Where it cannot be, whoever wants it goes on waiting,
 * so that nothing on the page is lost by it, and has it as soon as it can be; `hindrance` says why meanwhile.
 */
import { lazy } from "react";
import { createState } from "./state.ts";

/** `replaced`: the service has another build of the console, and the files of this one are gone. */
export type Hindrance = "unreachable" | "replaced";

export const hindrance = createState<Hindrance | undefined>(undefined);

/** Browsers tell of a connection's end and return, but not of a service's. In ms. */
const TRY_AGAIN_AFTER = 5_000;

/** Rejects only where the part came and is broken. */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let attempt = 0, isBroken = false; ; attempt += 1) {
    try {
      if (attempt > 0) await fetchStylesAgain();
      const part = await load();
      if (hindrance.get() === "unreachable") hindrance.set(undefined);
      return part;
    } catch (error) {
      const found = await findHindrance();
      // It may have failed in the moment before the connection came back.
      if (found === undefined && isBroken) throw error;
      isBroken = found === undefined;
      hindrance.set(found);
      if (found === "replaced") await new Promise(() => undefined);
      if (found === "unreachable") await anotherChance();
    }
  }
}

/** React's `lazy`, for what comes by `loadPart`. */
export const lazyPart: typeof lazy = (load) => lazy(() => loadPart(load));

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

const failedStyles = new Set<HTMLLinkElement>();

/** From now on notes which style sheets did not come. */
export function watchStyles(): void {
  const note = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") failedStyles.add(target);
  };
  // Such an event does not rise; on its way down it passes.
  addEventListener("error", note, true);
}

let stylesAgain: Promise<unknown> = Promise.resolve();

/**
 * The bundler asks for a style sheet once, and from then on takes it to be there. Those that failed are asked for here;
 * rejects where one fails again.
 */
async function fetchStylesAgain(): Promise<void> {
  const links = [...failedStyles];
  failedStyles.clear();
  // Also those that another part waits for.
  stylesAgain = Promise.allSettled([stylesAgain, ...links.map(fetchAgain)]);
  await stylesAgain;
  if (failedStyles.size > 0) throw new Error("A style sheet did not come");
}

function fetchAgain(link: HTMLLinkElement): Promise<Event> {
  const { promise, resolve, reject } = Promise.withResolvers<Event>();
  const again = link.cloneNode() as HTMLLinkElement;
  again.addEventListener("load", resolve);
  again.addEventListener("error", reject);
  link.replaceWith(again);
  return promise;
}
