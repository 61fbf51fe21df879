/** What the states of the console are looked at with. */
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import type { Api, Login } from "../support/api.ts";
import { makeDockerArchive, makeImage, TAG } from "../support/image.ts";
import type { Service } from "../support/service.ts";
import { copy, pushCredentials } from "../support/skopeo.ts";

export interface Content {
  organization: string;
  /** Private, with a description and the tags below. */
  image: string;
  /** Without tags or a description. */
  emptyImage: string;
  /** An organization without images. */
  emptyOrganization: string;
  /** An organization with more images than a page lists. */
  fullOrganization: string;
  /** Names as long as they may be. */
  long: { organization: string; image: string; tag: string };
  /** Files to upload. */
  archive: string;
  noArchive: string;
}

/** The image's tags beside `TAG`: another image, an index of both, and a signature of the first. */
export const OTHER_TAG = "2.0";
export const INDEX_TAG = "all-platforms";
export const SIGNATURE_TAG = "signature";

const DESCRIPTION = `# What it is

A [page](https://example.com), \`code\` and

| a | table |
|---|---|
| 1 | 2 |
`;

/** No state takes anything of it away. Its names are taken once a service. */
export async function makeContent(service: Service, api: Api, folder: string): Promise<Content> {
  const content: Content = {
    organization: "payments",
    image: "team/app",
    emptyImage: "no-tags",
    emptyOrganization: "nothing-here",
    fullOrganization: "everything",
    long: { organization: `o${"x".repeat(63)}`, image: `i${"x".repeat(127)}`, tag: `t${"x".repeat(127)}` },
    archive: join(folder, "saved.tar"),
    noArchive: join(folder, "notes.tar"),
  };
  const { organization, image, emptyImage, emptyOrganization, fullOrganization, long } = content;
  for (const name of [fullOrganization, organization, emptyOrganization, long.organization]) {
    await api.createOrganization(name);
  }
  for (let number = 1; number <= 21; number++) {
    await api.createImage(fullOrganization, { repository: `image-${number}` });
  }
  await api.createImage(organization, { repository: emptyImage, category: "database" });
  await api.createImage(organization, { repository: image, description: DESCRIPTION });

  const login = await api.createLogin();
  for (const [repository, tag] of [
    [`${organization}/${image}`, TAG],
    [`${organization}/${image}`, OTHER_TAG],
    [`${long.organization}/${long.image}`, long.tag],
  ] as const) {
    const own = join(folder, tag);
    await mkdir(own);
    const made = await makeImage(own, { layerSize: 20_000, config: { Env: [`TAG=${tag}`] } });
    const target = `docker://${service.host}/${repository}:${tag}`;
    const pushed = await copy(`oci:${made.layout}:${TAG}`, target, pushCredentials(login));
    if (pushed.code !== 0) throw new Error(pushed.output);
    if (tag === TAG) await makeDockerArchive(made, content.archive, "registry.example/uploaded");
  }
  await pushIndexAndSignature(`${service.origin}/v2/${organization}/${image}`, login);
  await writeFile(content.noArchive, "no tar at all");
  return content;
}

/** `repository` is its address in the registry. */
async function pushIndexAndSignature(repository: string, { user, password }: Login): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

  async function send(method: string, path: string, body?: string, type = "application/octet-stream") {
    const headers = { authorization, accept: MEDIA_TYPE.ociManifest, ...(body && { "content-type": type }) };
    const answer = await fetch(repository + path, { method, headers, ...(body && { body }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.text();
  }
  const put = (tag: string, manifest: { mediaType: string; [field: string]: unknown }) =>
    send("PUT", `/manifests/${tag}`, JSON.stringify({ schemaVersion: 2, ...manifest }), manifest.mediaType);

  const [first, second] = await Promise.all(
    [TAG, OTHER_TAG].map(async (tag) => {
      const manifest = await send("GET", `/manifests/${tag}`);
      return { mediaType: MEDIA_TYPE.ociManifest, digest: digestOf(manifest), size: manifest.length };
    }),
  );
  await put(INDEX_TAG, {
    mediaType: MEDIA_TYPE.ociIndex,
    manifests: [
      { ...first, platform: { os: "linux", architecture: "amd64" } },
      { ...second, platform: { os: "linux", architecture: "arm64" } },
    ],
  });

  const nothing = "{}";
  await send("POST", `/blobs/uploads/?digest=${digestOf(nothing)}`, nothing);
  const empty = {
    mediaType: "application/vnd.oci.empty.v1+json",
    digest: digestOf(nothing),
    size: nothing.length,
  };
  await put(SIGNATURE_TAG, {
    mediaType: MEDIA_TYPE.ociManifest,
    artifactType: "application/vnd.dev.cosign.artifact.sig.v1+json",
    config: empty,
    layers: [empty],
    subject: first,
  });
}

const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
