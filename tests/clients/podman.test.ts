/** podman and buildah push and pull over plain HTTP, with a login of the console. No engine has to run. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TAG } from "../../e2e/support/image.ts";
import { mustRun } from "../../e2e/support/run.ts";
import { type ClientBench, startClientBench } from "./images.ts";

let bench: ClientBench;
beforeAll(async () => {
  bench = await startClientBench();
  // Some systems come without the policy that a pull needs.
  const policy = { default: [{ type: "insecureAcceptAnything" }] };
  await writeFile(join(bench.folder, "policy.json"), JSON.stringify(policy));
});
afterAll(() => bench.close());

const PROGRAMS = [
  {
    program: "podman",
    inspect: ["image", "inspect"],
    layers: (text: string) => JSON.parse(text)[0].RootFS.Layers,
  },
  {
    program: "buildah",
    inspect: ["inspect", "--type", "image"],
    layers: (text: string) => JSON.parse(text).OCIv1.rootfs.diff_ids,
  },
];

describe.each(PROGRAMS)("$program", ({ program, inspect, layers }) => {
  /** With images of its own, and nothing of the machine's: the simplest storage, which runs anywhere. */
  const run = (...args: string[]) => {
    const own = [
      "--root",
      join(bench.folder, program, "images"),
      "--runroot",
      join(bench.folder, program, "run"),
    ];
    return mustRun(program, ...own, "--storage-driver", "vfs", ...args);
  };
  const remote = () => ["--tls-verify=false", "--authfile", join(bench.folder, `${program}.json`)];
  const pull = (...args: string[]) =>
    run("pull", "--signature-policy", join(bench.folder, "policy.json"), ...args);
  const layersOf = async (image: string) => layers(await run(...inspect, image));
  const idOf = (pulled: string) => pulled.trim().split("\n").at(-1) ?? "";

  beforeAll(async () => {
    const { user, password } = bench.login;
    const said = await run("login", ...remote(), "--username", user, "--password", password, bench.host);
    expect(said).toContain("Login Succeeded");
  });

  test("pushes an image and pulls the same", async () => {
    const [image] = bench.images;
    const id = idOf(await pull("-q", `oci:${image.layout}:${TAG}`));
    const digestFile = join(bench.folder, `${program}.digest`);
    const target = `${bench.at}/${program}:v1`;
    await run("push", ...remote(), "--digestfile", digestFile, id, `docker://${target}`);
    const { digest } = await bench.manifest(program, "v1");
    expect(digest).toBe((await readFile(digestFile, "utf8")).trim());

    await run("rmi", "--all", "--force");
    await pull(...remote(), `${bench.at}/${program}@${digest}`);
    expect(await layersOf(`${bench.at}/${program}@${digest}`)).toEqual(image.diffIds);
  });

  test("pushes an index of two platforms and pulls one of them", async () => {
    const [amd64, arm64] = bench.images;
    await run("manifest", "create", "both");
    await run("manifest", "add", "both", `oci:${amd64.layout}:${TAG}`);
    await run("manifest", "add", "--arch", "arm64", "both", `oci:${arm64.layout}:${TAG}`);
    const target = `${bench.at}/${program}:multi`;
    await run("manifest", "push", "--all", ...remote(), "both", `docker://${target}`);
    // Their digests are new: on its way out each layer is compressed.
    const { manifests } = JSON.parse((await bench.manifest(program, "multi")).content);
    expect(manifests).toMatchObject([
      { platform: { architecture: "amd64" } },
      { platform: { architecture: "arm64" } },
    ]);

    await run("rmi", "--all", "--force");
    await pull(...remote(), "--arch", "arm64", target);
    expect(await layersOf(target)).toEqual(arm64.diffIds);
  });

  test("is told that a login does not fit", async () => {
    const wrong = ["--creds", `${bench.login.user}:wrong`, "--tls-verify=false"];
    await expect(pull(...wrong, `${bench.at}/${program}:v1`)).rejects.toThrow(
      /unauthorized|Authenticate Error/i,
    );
  });
});
