/** A browser other than Chromium, driven by the W3C's protocols and nothing in between. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Of WebDriver, https://www.w3.org/TR/webdriver2/#actions; BiDi takes the same. */
type InputSource =
  | { type: "key"; id: string; actions: { type: "keyDown" | "keyUp"; value: string }[] }
  | { type: "pointer"; id: string; actions: PointerAction[] };

type PointerAction =
  | { type: "pointerMove"; x: number; y: number }
  | { type: "pointerDown" | "pointerUp"; button: number };

export interface Engine {
  open(url: string): Promise<void>;
  /**
   * Runs a function in the page, so it cannot use anything outside itself. Answers what it resolves with, which must be
   * JSON.
   */
  run<Args extends unknown[], Result>(
    work: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  act(sources: InputSource[]): Promise<void>;
  /** Puts a file into the page's only input for files. */
  choose(file: string): Promise<void>;
  /** PNG of what the window shows. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

export const WINDOW = { width: 1440, height: 900 };

/** Source of a function without parameters that resolves with the answer as JSON. */
export const sourceOf = (work: (...args: never[]) => unknown, args: unknown[]) =>
  `async () => JSON.stringify((await (${work})(...${JSON.stringify(args)})) ?? null)`;

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}
