import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loginCommands } from "./rules.ts";

const answer = (host: string, user: string, key: string) => ({
  auths: { [host]: { auth: Buffer.from(`${user}:${key}`).toString("base64") } },
});

// Stands in for docker: prints its arguments and what it is given on stdin, each with an end mark.
const bin = mkdtempSync(join(tmpdir(), "swr-docker-"));
writeFileSync(
  join(bin, "docker"),
  `#!/bin/sh\nprintf '%s\\0' "$@"\n[ "$4" = "--password-stdin" ] && cat\n:\n`,
);
chmodSync(join(bin, "docker"), 0o755);
afterAll(() => rmSync(bin, { recursive: true }));

function run(command: string, input = ""): string[] {
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
  return execFileSync("bash", ["-c", command], { env, input }).toString().split("\0");
}

test("reads as one would type it", () => {
  const { plain, prompting } = loginCommands(answer("swr.example.com", "local-1@AK", "ab12"));
  expect(plain).toBe("docker login -u local-1@AK -p ab12 swr.example.com");
  expect(prompting).toBe(
    `(read -rs key && printf %s "$key" | docker login -u local-1@AK --password-stdin swr.example.com)`,
  );
});

test.each([
  ["usual", "127.0.0.1:8080", "local-1@AK", "ab12"],
  ["hostile", "h;touch /tmp/x", "$(id)@'AK'", "a b\\$PATH`id`\"'"],
  ["a key with colons, a name beyond ASCII", "swr.example.com", "项目@AK", "a:b:c"],
])("%s values reach the client as they are", (_, host, user, key) => {
  const commands = loginCommands(answer(host, user, key));
  expect(run(commands.plain)).toEqual(["login", "-u", user, "-p", key, host, ""]);
  expect(run(commands.prompting, `${commands.key}\n`)).toEqual([
    "login",
    "-u",
    user,
    "--password-stdin",
    host,
    key,
  ]);
});

test("the prompting command does not hold the key", () => {
  expect(loginCommands(answer("h", "u", "secret-key")).prompting).not.toContain("secret-key");
});

test.each([
  ["no host", { auths: {} }],
  ["an option as host", answer("--help", "u", "k")],
  ["no key", { auths: { h: { auth: Buffer.from("user").toString("base64") } } }],
  ["a line break", answer("h", "u\nid", "k")],
])("refuses %s", (_, body) => expect(() => loginCommands(body)).toThrow());
