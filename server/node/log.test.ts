import { expect, test } from "vitest";
import { createLogger } from "./log.ts";

test("each entry is one line of JSON, whatever is in it", () => {
  const lines: string[] = [];
  const log = createLogger((line) => lines.push(line));
  log.info("request", { path: "/v2/\n{}", status: 200, user: undefined });
  log.error("failed", new Error("outer", { cause: new Error("inner") }), { requestId: "r" });
  expect(lines.every((line) => line.indexOf("\n") === line.length - 1)).toBe(true);
  const [info, error] = lines.map((line) => JSON.parse(line));
  expect(info).toEqual({
    time: expect.any(String),
    level: "info",
    message: "request",
    path: "/v2/\n{}",
    status: 200,
  });
  expect(error).toMatchObject({ level: "error", message: "failed", requestId: "r" });
  expect(error.stack).toMatch(/Error: outer.*caused by Error: inner/s);
});
