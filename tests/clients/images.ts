/** The service in a process of its own with a login, and images for programs of others to push: one, and an index of two. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { connect, type Login } from "../../e2e/support/api.ts";
import { blobFile, type Image, makeImage } from "../../e2e/support/image.ts";
import { mustRun } from "../../e2e/support/run.ts";
import { startService } from "../../e2e/support/service.ts";
import { digestOf } from "../support/registry.ts";

export interface ClientBench {
  /** `host/organization`. */
  at: string;
  host: string;
  login: Login;
  /** For whatever a program leaves; removed with the rest. */
  folder: string;
  images: [amd64: Image, arm64: Image];
  /** Tar of an OCI layout whose one entry, an index of the two images, has the tag `multi`. */
  indexArchive: string;
  indexDigest: string;
  /** What the registry itself answers. */
  manifest(repository: string, reference: string): Promise<{ digest: string | null; content: string }>;
  close(): Promise<void>;
}

export async function startClientBench(): Promise<ClientBench> {
  const service = await startService();
  // In lower case, for podman makes an image's name of the path it comes from; and it takes no long path.
  const folder = join(tmpdir(), `swr-${crypto.randomUUID().slice(0, 8)}`);
  await mkdir(folder);
  const api = await connect(service);
  const [organization, login] = [await api.createOrganization(), await api.createLogin()];
  const folders = ["amd64", "arm64"].map((name) => join(folder, name));
  const [amd64, arm64] = await Promise.all(folders.map((path) => makeImage(path)));
  if (!amd64 || !arm64) throw new Error("two images were made");
  const index = await makeIndex(folder, [amd64, arm64]);
  const headers = {
    authorization: `Basic ${btoa(`${login.user}:${login.password}`)}`,
    accept: [MEDIA_TYPE.ociIndex, MEDIA_TYPE.ociManifest].join(", "),
  };
  return {
    at: `${service.host}/${organization}`,
    host: service.host,
    login,
    folder,
    images: [amd64, arm64],
    ...index,
    async manifest(repository, reference) {
      const path = `/v2/${organization}/${repository}/manifests/${reference}`;
      const answer = await fetch(service.origin + path, { headers });
      return { digest: answer.headers.get("docker-content-digest"), content: await answer.text() };
    },
    async close() {
      await service.dispose();
      await rm(folder, { recursive: true });
    },
  };
}

async function makeIndex(folder: string, images: Image[]) {
  const layout = join(folder, "index");
  const blobs = join(layout, "blobs/sha256");
  await mkdir(blobs, { recursive: true });
  for (const image of images) await cp(join(image.layout, "blobs/sha256"), blobs, { recursive: true });
  const manifests = await Promise.all(
    images.map(async ({ manifestDigest }, at) => ({
      mediaType: MEDIA_TYPE.ociManifest,
      digest: manifestDigest,
      size: (await readFile(blobFile(layout, manifestDigest))).length,
      platform: { os: "linux", architecture: ["amd64", "arm64"][at] },
    })),
  );
  const index = JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests });
  const indexDigest = digestOf(index);
  await writeFile(blobFile(layout, indexDigest), index);
  const annotations = { "org.opencontainers.image.ref.name": "multi" };
  const entry = { mediaType: MEDIA_TYPE.ociIndex, digest: indexDigest, size: index.length, annotations };
  await writeFile(join(layout, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [entry] }));
  await writeFile(join(layout, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  const indexArchive = join(folder, "index.tar");
  await mustRun("tar", "-C", layout, "-cf", indexArchive, ...(await readdir(layout)));
  return { indexArchive, indexDigest };
}
