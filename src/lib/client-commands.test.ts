import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import {
  CLIENTS,
  type Client,
  chartVersion,
  type LoginClient,
  loginCommand,
  promptingLoginCommand,
  promptingPullCommand,
  pullCommand,
  pushCommands,
} from "./client-commands.ts";
import { secretCommand } from "./kubernetes.ts";

// Stands in for each client: prints its name, its arguments and what it is given, each with an end mark.
const bin = mkdtempSync(join(tmpdir(), "swr-clients-"));
for (const name of [...CLIENTS, "kubectl"]) {
  const script = `#!/bin/sh\nprintf '%s\\0' ${name} "$@"\n[ "$CRICTL_CREDS" ] && printf '%s\\0' "$CRICTL_CREDS"\ncase " $* " in *--password-stdin*) cat;; esac\n:\n`;
  writeFileSync(join(bin, name), script);
  chmodSync(join(bin, name), 0o755);
}
afterAll(() => rmSync(bin, { recursive: true }));

function run(command: string, { shell = "/bin/sh", input = "" } = {}): string[] {
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
  const words = execFileSync(shell, ["-c", command], { env, input }).toString().split("\0");
  return words.at(-1) === "" ? words.slice(0, -1) : words;
}

const registry = { host: "swr.example.com", plainHttp: false };
const image = { reference: "swr.example.com/team/tools/app:1.0", plainHttp: false };
const login = { user: "local-1@AK", key: "ab12" };
const LOGIN_CLIENTS: LoginClient[] = ["docker", "podman", "nerdctl", "skopeo", "helm"];

/** What a page can hold and a terminal takes: control characters are refused before. */
const isPrintable = (text: string) => !/\p{Cc}/u.test(text);
const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE_STRINGS.filter(isPrintable), "$(touch /tmp/x)", "`id`", "a'b", "; rm -rf", "-x"),
  fc.string({ unit: "grapheme" }).filter(isPrintable),
);

test("read as one would type them", () => {
  expect(loginCommand("docker", registry, login)).toBe("docker login -u local-1@AK -p ab12 swr.example.com");
  expect(promptingLoginCommand("docker", registry, login.user)).toBe(
    `(read -rs key && printf %s "$key" | docker login -u local-1@AK --password-stdin swr.example.com)`,
  );
  expect(loginCommand("helm", { ...registry, plainHttp: true }, login)).toBe(
    "helm registry login --plain-http -u local-1@AK -p ab12 swr.example.com",
  );
  const pulls: Record<Client, string> = {
    docker: "docker pull swr.example.com/team/tools/app:1.0",
    podman: "podman pull swr.example.com/team/tools/app:1.0",
    nerdctl: "nerdctl pull swr.example.com/team/tools/app:1.0",
    ctr: "ctr image pull --user local-1@AK:ab12 swr.example.com/team/tools/app:1.0",
    crictl: "crictl pull --creds local-1@AK:ab12 swr.example.com/team/tools/app:1.0",
    skopeo: "skopeo copy docker://swr.example.com/team/tools/app:1.0 docker-archive:app.tar:app:1.0",
    helm: "helm pull oci://swr.example.com/team/tools/app --version 1.0",
  };
  for (const client of CLIENTS) expect(pullCommand(client, image, login)).toBe(pulls[client]);
  expect(pushCommands("ctr", "app:1.0", { ...image, plainHttp: true }, login)).toEqual([
    "ctr image tag app:1.0 swr.example.com/team/tools/app:1.0",
    "ctr image push --plain-http --user local-1@AK:ab12 swr.example.com/team/tools/app:1.0",
  ]);
});

test("helm names the folder a chart is in, and its version by itself", () => {
  const chart = (tag: string, plainHttp = false) => ({
    reference: `127.0.0.1:80/team/web:${tag}`,
    plainHttp,
  });
  expect(pullCommand("helm", chart("1.2.0-rc.1_build", true))).toBe(
    "helm pull --plain-http oci://127.0.0.1:80/team/web --version 1.2.0-rc.1+build",
  );
  expect(pushCommands("helm", "web:1.2.0", chart("1.2.0", true))).toEqual([
    "helm push --plain-http web-1.2.0.tgz oci://127.0.0.1:80/team",
  ]);
  // No chart can have this tag: the newest is pulled, and any version can be pushed.
  expect(pullCommand("helm", chart("latest"))).toBe("helm pull oci://127.0.0.1:80/team/web");
  expect(pushCommands("helm", "web:latest", chart("latest"))).toEqual([
    "helm push web-0.1.0.tgz oci://127.0.0.1:80/team",
  ]);
  expect(["v1", "1.2", "1.2.3_a_b", "1.2.3.4", "-1.2.3"].map(chartVersion)).toEqual([
    "v1",
    "1.2",
    undefined,
    undefined,
    undefined,
  ]);
});

test("every login reaches its client as it is, whatever it holds", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LOGIN_CLIENTS),
      hostile,
      hostile,
      fc.boolean(),
      (client, user, key, http) => {
        const words = run(loginCommand(client, { ...registry, plainHttp: http }, { user, key }));
        expect(words[0]).toBe(client);
        expect(words.slice(-5)).toEqual(["-u", user, "-p", key, registry.host]);
      },
    ),
    { numRuns: 60 },
  );
});

test("every chart's name and folder reach helm as they are", () => {
  const part = hostile.filter((text) => !/^-|^$|[/:@]/.test(text));
  fc.assert(
    fc.property(part, part, (folder, name) => {
      const chart = { reference: `${folder}/${name}:1.0.0`, plainHttp: false };
      expect(run(pullCommand("helm", chart))).toEqual([
        "helm",
        "pull",
        `oci://${folder}/${name}`,
        "--version",
        "1.0.0",
      ]);
      const [push = ""] = pushCommands("helm", "any", chart);
      expect(run(push)).toEqual(["helm", "push", `${name}-1.0.0.tgz`, `oci://${folder}`]);
    }),
    { numRuns: 30 },
  );
});

test("every reference, local name and login in a pull or a push reaches its client as it is", () => {
  const name = hostile.filter((text) => !text.startsWith("-"));
  const clients = CLIENTS.filter((client) => client !== "helm");
  fc.assert(
    fc.property(fc.constantFrom(...clients), name, hostile, hostile, (client, reference, user, key) => {
      const remote = { reference, plainHttp: false };
      const own = client === "ctr" || client === "crictl";
      const pull = run(pullCommand(client, remote, { user, key }));
      expect(pull).toContain(client === "skopeo" ? `docker://${reference}` : reference);
      expect(pull).toHaveLength(client === "skopeo" ? 4 : own ? (client === "ctr" ? 6 : 5) : 3);
      if (own) expect(pull).toContain(`${user}:${key}`);
      if (client === "crictl") return;
      for (const command of pushCommands(client, reference, remote, { user, key })) {
        expect(run(command).at(-1)).toBe(client === "skopeo" ? `docker://${reference}` : reference);
      }
    }),
    { numRuns: 60 },
  );
});

test("a Kubernetes secret's values reach kubectl as they are", () => {
  fc.assert(
    fc.property(hostile, hostile, (user, key) => {
      const [, , , , , ...rest] = run(secretCommand(registry, { user, key }));
      expect(rest).toEqual([
        "--docker-server",
        registry.host,
        "--docker-username",
        user,
        "--docker-password",
        key,
      ]);
    }),
    { numRuns: 30 },
  );
});

test("prompting commands hold no key and pass on the one that is pasted", () => {
  const [user, key] = ["$(id)@'AK'", "a b\\$PATH`id`\"'"];
  for (const client of LOGIN_CLIENTS) {
    const command = promptingLoginCommand(client, registry, user);
    expect(run(command, { shell: "bash", input: `${key}\n` }).slice(-5)).toEqual([
      "-u",
      user,
      "--password-stdin",
      registry.host,
      key,
    ]);
  }
  const pull = run(promptingPullCommand("crictl", image, user), { shell: "bash", input: `${key}\n` });
  expect(pull).toEqual(["crictl", "pull", image.reference, `${user}:${key}`]);
  expect(run(promptingPullCommand("ctr", image, user))).toEqual([
    "ctr",
    "image",
    "pull",
    "--user",
    user,
    image.reference,
  ]);
});

test("a name that a client would read as an option is refused, and so are control characters", () => {
  expect(() => loginCommand("docker", { ...registry, host: "--help" }, login)).toThrow(RangeError);
  expect(() => pullCommand("docker", { ...image, reference: "-v" })).toThrow(RangeError);
  expect(() => pushCommands("docker", "-v", image)).toThrow(RangeError);
  expect(() => loginCommand("docker", registry, { ...login, user: "u\nid" })).toThrow(RangeError);
});
