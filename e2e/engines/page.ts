/** What a person does on a page, by what they see and hear of it. */
import type { Engine } from "./engine.ts";

export type Role = "button" | "link" | "field" | "dialog" | "heading" | "row" | "text";

interface Found {
  /** Of its middle, in the window. */
  x: number;
  y: number;
  /** Nothing stands before it there. */
  isReachable: boolean;
}

/** Enough for a busy machine: it ends with what is waited for. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 100;

export function pageOf(engine: Engine) {
  /** The visible element, once it is at rest. Of several, the last one, as dialogs come after the page. */
  async function find(role: Role, name: string, isFor?: "click"): Promise<Found> {
    let before: Found | null = null;
    for (const start = Date.now(); Date.now() - start < PATIENCE_MS; ) {
      const found: Found | null = await engine.run(locate, role, name);
      const isAtRest = found && found.x === before?.x && found.y === before.y;
      if (isAtRest && (found.isReachable || isFor !== "click")) return found;
      before = found;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    const shown = await engine.run(() => document.body.textContent);
    throw new Error(`no ${role} "${name}" on the page:\n${shown}`);
  }

  async function click(role: Role, name: string): Promise<void> {
    const { x, y } = await find(role, name, "click");
    await engine.act([
      {
        type: "pointer",
        id: "mouse",
        actions: [
          { type: "pointerMove", x, y },
          { type: "pointerDown", button: 0 },
          { type: "pointerUp", button: 0 },
        ],
      },
    ]);
  }

  async function type(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => [
      { type: "keyDown" as const, value },
      { type: "keyUp" as const, value },
    ]);
    await engine.act([{ type: "key", id: "keys", actions }]);
  }

  return {
    find,
    click,
    type,
    async fill(field: string, text: string): Promise<void> {
      await click("field", field);
      await type(text);
    },
    /** Until nothing on the page waits for an answer. */
    async settled(): Promise<void> {
      await find("heading", "");
      while (await engine.run(() => document.querySelector("[aria-busy=true], .ant-skeleton") !== null))
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    },
  };
}

/** Runs in the page. Names begin with `name`; a row or a text has it anywhere. */
function locate(role: Role, name: string): Found | null {
  const selectors: Record<Role, string> = {
    button: "button, [role=button]",
    link: "a[href]",
    field: "input, textarea",
    dialog: "[role=dialog], dialog[open]",
    heading: "h1",
    row: "tr",
    text: "body *",
  };
  const nameOf = (element: Element): string => {
    const ids = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
    const labels = [
      ...ids.map((id) => document.getElementById(id)),
      ...((element as HTMLInputElement).labels ?? []),
    ];
    const labelled = labels.map((label) => label?.textContent).join(" ");
    return (element.getAttribute("aria-label") ?? (labelled || element.textContent)).trim();
  };
  const isNamed = (element: Element) =>
    role === "row" || role === "text" ? nameOf(element).includes(name) : nameOf(element).startsWith(name);
  const element = [...document.querySelectorAll(selectors[role])]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && isNamed(one))
    .at(-1);
  // Asks for running animations, as on a busy machine something that slides in may look at rest. Endless ones do not
  // count.
  const isMoving = document
    .getAnimations()
    .some(
      ({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity,
    );
  if (!element || isMoving) return null;
  element.scrollIntoView({ block: "nearest" });
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  const front = document.elementFromPoint(x, y);
  return { x, y, isReachable: front !== null && (element.contains(front) || front.contains(element)) };
}
