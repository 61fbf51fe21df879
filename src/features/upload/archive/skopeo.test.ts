/** Archives as skopeo writes them: links, folders and headers of a real tool. Skipped where it is not installed. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, openAsBlob, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layerOf, ociArchive, ociImage, toBytes } from "../../../../tests/support/archives.ts";
import { blobFile } from "./blob-file.ts";
import { digestOf } from "./digest-of.ts";
import { readImageArchive } from "./image-archive.ts";

const folder = mkdtempSync(join(tmpdir(), "upload-skopeo-"));
const skopeo = (...args: string[]) => execFileSync("skopeo", ["--insecure-policy", ...args], { cwd: folder });
const layers = [layerOf("one"), layerOf("two"), layerOf("one")];
const source = ociImage(layers);

describe.skipIf(spawnSync("skopeo", ["--version"]).error)("an archive of skopeo", () => {
  beforeAll(async () => {
    const annotations = { "org.opencontainers.image.ref.name": "v1" };
    for (const { name, content } of ociArchive([{ ...source.descriptor, annotations }], source.entries)) {
      const path = join(folder, "layout", name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, toBytes(content ?? ""));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("in docker's layout", async () => {
    skopeo(
      "copy",
      "oci:layout:v1",
      "docker-archive:docker.tar:registry.io/team/app:1",
      "--additional-tag",
      "team/app:2",
    );
    const [image, ...others] = await readImageArchive(blobFile(await openAsBlob(join(folder, "docker.tar"))));
    expect(others).toEqual([]);
    expect(image?.names).toEqual([
      { image: "app", tag: "1" },
      { image: "app", tag: "2" },
    ]);
    expect(image?.blobs.map(({ digest }) => digest)).toEqual([
      ...new Set(layers.map(digestOf)),
      digestOf(source.config),
    ]);
  });

  it("in the OCI layout", async () => {
    skopeo("copy", "--preserve-digests", "oci:layout:v1", "oci-archive:oci.tar:app:1");
    const [image] = await readImageArchive(blobFile(await openAsBlob(join(folder, "oci.tar"))));
    expect(image?.names).toEqual([{ image: "app", tag: "1" }]);
    expect(image?.manifests[0]).toMatchObject({ digest: digestOf(source.manifest) });
  });
});
