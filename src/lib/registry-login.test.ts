import { afterEach, expect, test, vi } from "vitest";
import { isPlainHttp, readLogin } from "./registry-login.ts";

afterEach(() => vi.unstubAllGlobals());

const answer = (host: string, user: string, key: string) => ({
  auths: { [host]: { auth: Buffer.from(`${user}:${key}`).toString("base64") } },
});

test.each([
  ["usual", "127.0.0.1:8080", "local-1@AK", "ab12"],
  ["with colons in the key, a name beyond ASCII", "swr.example.com", "项目@AK", "a:b:c"],
])("reads a login: %s", (_, host, user, key) => {
  vi.stubGlobal("location", new URL("https://console.example/"));
  expect(readLogin(answer(host, user, key))).toEqual({
    registry: { host, plainHttp: false },
    credentials: { user, key },
  });
});

test.each([
  ["no host", { auths: {} }],
  ["an option as host", answer("--help", "u", "k")],
  ["no key", { auths: { h: { auth: Buffer.from("user").toString("base64") } } }],
  ["a line break", answer("h", "u\nid", "k")],
])("refuses %s", (_, body) => {
  vi.stubGlobal("location", new URL("https://console.example/"));
  expect(() => readLogin(body)).toThrow();
});

test("knows plain HTTP by the console's own address", () => {
  vi.stubGlobal("location", new URL("http://10.0.0.1:8080/images"));
  expect(isPlainHttp("10.0.0.1:8080")).toBe(true);
  expect(isPlainHttp("swr.example.com")).toBe(false);
  vi.stubGlobal("location", new URL("https://10.0.0.1:8080/images"));
  expect(isPlainHttp("10.0.0.1:8080")).toBe(false);
});
