/** containerd, of its own and with nothing of the machine's, pushes and pulls over plain HTTP. It runs as root alone. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { TAG } from "../../e2e/support/image.ts";
import { mustRun } from "../../e2e/support/run.ts";
import { type ClientBench, startClientBench } from "./images.ts";

describe.runIf(process.getuid?.() === 0)("containerd", () => {
  let bench: ClientBench;
  let daemon: ChildProcess;
  let address: string;
  const ctr = (...args: string[]) => mustRun("ctr", "--address", address, ...args);

  beforeAll(async () => {
    bench = await startClientBench();
    const at = (name: string) => join(bench.folder, name);
    address = at("socket");
    const config = [
      "version = 2",
      `root = "${at("root")}"`,
      `state = "${at("state")}"`,
      // It would ask for a network.
      'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
      `[grpc]\n  address = "${address}"`,
    ];
    await writeFile(at("config.toml"), config.join("\n"));
    daemon = spawn("containerd", ["--config", at("config.toml")], { stdio: "ignore" });
    await vi.waitFor(() => ctr("version"), { timeout: 60_000 });
  });
  afterAll(async () => {
    daemon.kill();
    await once(daemon, "exit");
    await bench.close();
  });

  const remote = () => ["--plain-http", "--user", `${bench.login.user}:${bench.login.password}`];

  /** Digests by name, as containerd has them. */
  async function images(): Promise<Record<string, string>> {
    const [, ...lines] = (await ctr("images", "ls")).trim().split("\n");
    return Object.fromEntries(
      lines.map((line) => line.split(/\s+/)).map(([name, , digest]) => [name, digest]),
    );
  }

  async function forgetAll(): Promise<void> {
    await ctr("images", "rm", "--sync", ...Object.keys(await images()));
    expect(await ctr("content", "ls", "--quiet")).toBe("");
  }

  test("pushes an image, and pulls and unpacks the same", async () => {
    const [image] = bench.images;
    const archive = join(bench.folder, "image.tar");
    await mustRun("tar", "-C", image.layout, "-cf", archive, "blobs", "index.json", "oci-layout");
    const name = `${bench.at}/single:${TAG}`;
    await ctr("images", "import", "--snapshotter", "native", "--base-name", `${bench.at}/single`, archive);
    await ctr("images", "push", ...remote(), name);
    expect((await bench.manifest("single", TAG)).digest).toBe(image.manifestDigest);

    await forgetAll();
    await ctr("images", "pull", ...remote(), "--snapshotter", "native", name);
    expect(await images()).toEqual({ [name]: image.manifestDigest });
    const content = await ctr("content", "ls", "--quiet");
    expect(content.split("\n")).toEqual(expect.arrayContaining(image.layers.map(({ digest }) => digest)));
  });

  test("pushes an index with all it lists, and fetches the same", async () => {
    const name = `${bench.at}/both:multi`;
    const all = ["--all-platforms", "--no-unpack"];
    await ctr("images", "import", ...all, "--base-name", `${bench.at}/both`, bench.indexArchive);
    await ctr("images", "push", ...remote(), name);
    expect((await bench.manifest("both", "multi")).digest).toBe(bench.indexDigest);

    await forgetAll();
    await ctr("content", "fetch", "--all-platforms", ...remote(), name);
    expect(await images()).toEqual({ [name]: bench.indexDigest });
    const content = (await ctr("content", "ls", "--quiet")).split("\n");
    const wanted = bench.images.flatMap(({ manifestDigest, layers }) => [
      manifestDigest,
      ...layers.map(({ digest }) => digest),
    ]);
    expect(content).toEqual(expect.arrayContaining([bench.indexDigest, ...wanted]));
  });

  test("is told that a login does not fit", async () => {
    const wrong = ["--plain-http", "--user", `${bench.login.user}:wrong`];
    await expect(ctr("content", "fetch", ...wrong, `${bench.at}/single:${TAG}`)).rejects.toThrow(
      /401|unauthorized/i,
    );
  });
});
