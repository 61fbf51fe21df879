/** WebKit, Safari's engine, by WebDriver (https://www.w3.org/TR/webdriver2): GTK's port of it, which needs a display. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { findTool, webkit, xvfb } from "../../scripts/tools.ts";
import { freePort } from "../../tests/support/free-port.ts";
import { type Engine, end, sourceOf, WINDOW } from "./engine.ts";

/** The key under which the protocol names an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export async function startWebKit(): Promise<Engine> {
  const display = await startDisplay();
  const port = await freePort();
  const driver = spawn(findTool(webkit) ?? "WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: {
      ...process.env,
      DISPLAY: display.name,
      LIBGL_ALWAYS_SOFTWARE: "1",
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      // Its sandbox takes rights that containers do not give; what it opens is the console alone.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    },
  });
  const origin = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${origin}/status`).catch(() => undefined)))
    await new Promise((resolve) => setTimeout(resolve, 50));

  async function send<Result>(method: string, path: string, body?: object): Promise<Result> {
    const answer = await fetch(origin + path, { method, body: body ? JSON.stringify(body) : null });
    const { value } = (await answer.json()) as { value: Result & { error?: string; message?: string } };
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error} ${value.message}`);
    return value;
  }

  const { sessionId } = await send<{ sessionId: string }>("POST", "/session", { capabilities: {} });
  const session = `/session/${sessionId}`;
  await send("POST", `${session}/window/rect`, WINDOW);

  const engine: Engine = {
    open: (url) => send("POST", `${session}/url`, { url }),
    async run(work, ...args) {
      const script = `const done = arguments[0];
        (${sourceOf(work, args)})().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const { value, error } = await send<{ value?: string; error?: string }>(
        "POST",
        `${session}/execute/async`,
        { script, args: [] },
      );
      if (value === undefined) throw new Error(error);
      return JSON.parse(value);
    },
    act: (actions) => send("POST", `${session}/actions`, { actions }),
    async choose(file) {
      const wanted = { using: "css selector", value: "input[type=file]" };
      const element = await send<{ [ELEMENT]: string }>("POST", `${session}/element`, wanted);
      await send("POST", `${session}/element/${element[ELEMENT]}/value`, { text: file });
    },
    async picture() {
      await engine.run(keepDrawing);
      return Buffer.from(await send<string>("GET", `${session}/screenshot`), "base64");
    },
    async close() {
      await send("DELETE", session);
      await end(driver);
      await end(display.child);
    },
  };
  return engine;
}

/** Runs in the page. WebKit takes a picture after the page was next drawn, and for one at rest that is never. */
function keepDrawing(): void {
  const point = document.body.appendChild(document.createElement("i"));
  Object.assign(point.style, {
    position: "fixed",
    top: 0,
    left: 0,
    width: "1px",
    height: "1px",
    background: "#888",
  });
  point.animate({ opacity: [0, 0.01] }, { duration: 100, iterations: Number.POSITIVE_INFINITY });
}

/** A display that shows to nobody; the server itself chooses one that is free. */
async function startDisplay(): Promise<{ name: string; child: ChildProcess }> {
  const screen = `${WINDOW.width}x${WINDOW.height + 200}x24`;
  const child = spawn(
    findTool(xvfb) ?? "Xvfb",
    ["-displayfd", "3", "-screen", "0", screen, "-nolisten", "tcp"],
    {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    },
  );
  const [number] = await once(child.stdio[3] as Readable, "data");
  return { name: `:${String(number).trim()}`, child };
}
