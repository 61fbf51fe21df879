/** Firefox by WebDriver BiDi, https://www.w3.org/TR/webdriver-bidi: it answers by itself, no driver stands before it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { findTool, firefox } from "../../scripts/tools.ts";
import { type Engine, end, sourceOf, WINDOW } from "./engine.ts";

interface Answer {
  id?: number;
  type: "success" | "error" | "event";
  result?: unknown;
  message?: string;
}

export async function startFirefox(): Promise<Engine> {
  const profile = await mkdtemp(join(tmpdir(), "swr-firefox-"));
  const options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"];
  const child = spawn(findTool(firefox) ?? "firefox", options, { stdio: ["ignore", "ignore", "pipe"] });
  const socket = new WebSocket(`${await addressOf(child.stderr)}/session`);
  await once(socket, "open");

  let last = 0;
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.addEventListener("message", ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  async function send<Result>(method: string, params: object): Promise<Result> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    waiting.set(++last, resolve);
    socket.send(JSON.stringify({ id: last, method, params }));
    const { type, result, message } = await promise;
    if (type === "error") throw new Error(`${method}: ${message}`);
    return result as Result;
  }

  await send("session.new", { capabilities: {} });
  const { contexts } = await send<{ contexts: { context: string }[] }>("browsingContext.getTree", {});
  const context = contexts[0]?.context;
  await send("browsingContext.setViewport", { context, viewport: WINDOW });

  async function evaluate(expression: string) {
    const params = { expression, target: { context }, awaitPromise: true };
    const { result, exceptionDetails } = await send<{
      result?: { value?: string; sharedId?: string };
      exceptionDetails?: { text: string };
    }>("script.evaluate", params);
    if (!result) throw new Error(exceptionDetails?.text);
    return result;
  }

  return {
    open: (url) => send("browsingContext.navigate", { context, url, wait: "complete" }),
    run: async (work, ...args) => JSON.parse((await evaluate(`(${sourceOf(work, args)})()`)).value ?? "null"),
    act: (actions) => send("input.performActions", { context, actions }),
    async choose(file) {
      const { sharedId } = await evaluate("document.querySelector('input[type=file]')");
      await send("input.setFiles", { context, element: { sharedId }, files: [file] });
    },
    async picture() {
      const { data } = await send<{ data: string }>("browsingContext.captureScreenshot", { context });
      return Buffer.from(data, "base64");
    },
    async close() {
      socket.close();
      await end(child);
      await rm(profile, { recursive: true });
    },
  };
}

/** Firefox says it once it listens. */
async function addressOf(output: Readable): Promise<string> {
  let written = "";
  for await (const chunk of output) {
    written += chunk;
    const address = /WebDriver BiDi listening on (ws:\S+)/.exec(written)?.[1];
    if (address !== undefined) {
      // What it says later is read, or it would wait for a reader.
      output.resume();
      return address;
    }
  }
  throw new Error(`Firefox has ended:\n${written}`);
}
