/** What the states of the console are looked at with. */
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { USER_NAME_MAX, WEBHOOK_NAME_MAX } from "../../core/limits.ts";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { type Api, connect, type Login } from "../support/api.ts";
import { makeDockerArchive, makeImage, TAG } from "../support/image.ts";
import { createPartner, endShares } from "../support/partner.ts";
import { ADMINISTRATOR, type Service } from "../support/service.ts";
import { copy, pushCredentials } from "../support/skopeo.ts";
import { makeWebhook, startReceiver } from "../support/webhooks.ts";
import { makeTriggers } from "./content-triggers.ts";

export interface Content {
  organization: string;
  /** Private, with a description and the tags below. */
  image: string;
  /** With triggers (content-triggers.ts). */
  triggered: string;
  /** Without tags or a description. */
  emptyImage: string;
  /** An organization without images. */
  emptyOrganization: string;
  /** An organization with more images than a page lists. */
  fullOrganization: string;
  /** In it an image with more tags than are drawn at once: `tagOf(1)` and on. */
  manyTags: string;
  /** A user who edits the organization and reads the image, and one without rights. Their names are as long as they may be. */
  member: string;
  candidate: string;
  publicImage: string;
  /** Another account, whose name is as long as it may be. The image and another that has ended are shared with it. */
  partner: string;
  /** What that account shares. */
  shared: { organization: string; image: string };
  /** Names as long as they may be. */
  long: { organization: string; image: string; tag: string };
  /** Of the image: its test event was refused by the receiver. */
  webhook: string;
  /** An address that takes every event. */
  receiver: string;
  /** Files to upload. */
  archive: string;
  noArchive: string;
}

/** The image's tags beside `TAG`: another image, an index of both, and a signature of the first. */
export const OTHER_TAG = "2.0";
export const INDEX_TAG = "all-platforms";
export const SIGNATURE_TAG = "signature";

/** An image of the full organization: BuildKit's cache, and a list of referrers as clients without the API for it keep. */
export const ARTIFACTS = { image: "image-2", cache: "cache", referrers: `sha256-${"ab".repeat(32)}` };

/** A webhook of the full organization: its receiver answered 410. */
export const GONE = "retired";

export const MANY_TAGS = 120;
export const tagOf = (number: number) => `build-${number}`;

const DESCRIPTION = `# What it is

A [page](https://example.com), \`code\` and

| a | table |
|---|---|
| 1 | 2 |
`;

/** What it is called. Its names are taken once a service, and the files lie in the folder. */
export const contentIn = (folder: string): Content => ({
  organization: "payments",
  image: "team/app",
  triggered: "deployed",
  emptyImage: "no-tags",
  emptyOrganization: "nothing-here",
  fullOrganization: "everything",
  manyTags: "image-1",
  member: `m${"x".repeat(USER_NAME_MAX - 1)}`,
  candidate: `c${"x".repeat(USER_NAME_MAX - 1)}`,
  publicImage: "public",
  partner: `p${"x".repeat(USER_NAME_MAX - 1)}`,
  shared: { organization: "others", image: "tool" },
  long: { organization: `o${"x".repeat(63)}`, image: `i${"x".repeat(127)}`, tag: `t${"x".repeat(127)}` },
  webhook: `w${"x".repeat(WEBHOOK_NAME_MAX - 1)}`,
  receiver: "",
  archive: join(folder, "saved.tar"),
  noArchive: join(folder, "notes.tar"),
});

/** No state takes anything of it away. */
export async function makeContent(service: Service, api: Api, folder: string): Promise<Content> {
  const content = contentIn(folder);
  const { organization, image, emptyImage, emptyOrganization, fullOrganization, manyTags, long } = content;
  for (const name of [fullOrganization, organization, emptyOrganization, long.organization]) {
    await api.createOrganization(name);
  }
  for (let number = 1; number <= 21; number++) {
    await api.createImage(fullOrganization, { repository: `image-${number}` });
  }
  await api.createImage(organization, { repository: emptyImage, category: "database" });
  await api.createImage(organization, { repository: image, description: DESCRIPTION });

  await api.createImage(organization, { repository: content.publicImage, is_public: true });
  await makeShares(service, api, content);
  await api.createImage(long.organization, { repository: long.image });
  await api.keepNewest(long.organization, long.image, 5, long.tag);

  const member = await api.createUser(content.member);
  await api.createUser(content.candidate);
  await api.grant(member, 3, organization);
  await api.grant(member, 1, organization, image);

  const login = await api.createLogin();
  for (const [repository, tag] of [
    [`${organization}/${image}`, TAG],
    [`${organization}/${image}`, OTHER_TAG],
    [`${organization}/${content.triggered}`, "v1"],
    [`${long.organization}/${long.image}`, long.tag],
    [`${fullOrganization}/${manyTags}`, tagOf(1)],
  ] as const) {
    const own = join(folder, tag);
    await mkdir(own);
    const made = await makeImage(own, { layerSize: 20_000, config: { Env: [`TAG=${tag}`] } });
    const target = `docker://${service.host}/${repository}:${tag}`;
    const pushed = await copy(`oci:${made.layout}:${TAG}`, target, pushCredentials(login));
    if (pushed.code !== 0) throw new Error(pushed.output);
    if (tag === TAG) await makeDockerArchive(made, content.archive, "registry.example/uploaded");
  }
  await makeTriggers(service, api, { organization, image: content.triggered, tag: "v1" });
  await pushIndexAndSignature(repository(service, `${organization}/${image}`, login));
  await pushArtifacts(repository(service, `${fullOrganization}/${ARTIFACTS.image}`, login));
  await makeWebhooks(service, content);
  await tagAgain(repository(service, `${fullOrganization}/${manyTags}`, login));
  await writeFile(content.noArchive, "no tar at all");
  return content;
}

async function makeWebhooks(service: Service, content: Content): Promise<void> {
  const receiver = await startReceiver("<h1>503 Service Unavailable</h1>");
  const { dispose } = service;
  service.dispose = async () => {
    await receiver.close();
    await dispose();
  };
  content.receiver = receiver.origin;
  const { organization, image, fullOrganization, webhook: name } = content;
  await makeWebhook(
    service,
    { organization, image },
    { name, url: `${receiver.origin}/503/${"x".repeat(200)}` },
  );
  await makeWebhook(
    service,
    { organization: fullOrganization },
    { name: GONE, url: `${receiver.origin}/410` },
  );
}

/** In force and ended, out and in. */
async function makeShares(service: Service, api: Api, content: Content): Promise<void> {
  const { organization, image, fullOrganization, manyTags, partner, shared } = content;
  const theirs = await connect(service, await createPartner(service, partner));
  await theirs.createOrganization(shared.organization);
  await theirs.createImage(shared.organization, { repository: shared.image });
  await api.share(fullOrganization, manyTags, partner);
  await endShares(service, partner);
  await api.share(organization, image, partner);
  await theirs.share(shared.organization, shared.image, ADMINISTRATOR.account);
}

/** Gives the image's only tag the others' names. */
async function tagAgain({ send, put }: Repository): Promise<void> {
  const manifest = JSON.parse(await send("GET", `/manifests/${tagOf(1)}`));
  for (let number = 2; number <= MANY_TAGS; number++) await put(tagOf(number), manifest);
}

async function pushIndexAndSignature(repository: Repository): Promise<void> {
  const { send, put } = repository;
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

  const empty = await putEmpty(repository);
  const signature = {
    mediaType: MEDIA_TYPE.ociManifest,
    artifactType: "application/vnd.dev.cosign.artifact.sig.v1+json",
    config: empty,
    layers: [empty],
  };
  // The first loses its tag to the second, and shows as content without one.
  await put(SIGNATURE_TAG, signature);
  await put(SIGNATURE_TAG, { ...signature, subject: first });
}

async function pushArtifacts(repository: Repository): Promise<void> {
  const empty = await putEmpty(repository);
  const cached = { ...empty, mediaType: MEDIA_TYPE.ociLayerGzip };
  const config = { ...empty, mediaType: "application/vnd.buildkit.cacheconfig.v0" };
  await repository.put(ARTIFACTS.cache, { mediaType: MEDIA_TYPE.ociIndex, manifests: [cached, config] });

  const artifactType = "application/vnd.cncf.notary.signature";
  const signature = { mediaType: MEDIA_TYPE.ociManifest, artifactType, config: empty, layers: [empty] };
  const entry = await repository.put("signature", signature);
  await repository.put(ARTIFACTS.referrers, {
    mediaType: MEDIA_TYPE.ociIndex,
    manifests: [{ ...entry, artifactType }],
  });
}

/** The specification's empty descriptor. */
async function putEmpty({ send }: Repository) {
  const nothing = "{}";
  await send("POST", `/blobs/uploads/?digest=${digestOf(nothing)}`, nothing);
  return {
    mediaType: "application/vnd.oci.empty.v1+json",
    digest: digestOf(nothing),
    size: nothing.length,
  };
}

type Repository = ReturnType<typeof repository>;

/** Of the registry: `name` is `organization/image`. */
function repository({ origin }: Service, name: string, { user, password }: Login) {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

  async function send(method: string, path: string, body?: string, type = "application/octet-stream") {
    const headers = { authorization, accept: MEDIA_TYPE.ociManifest, ...(body && { "content-type": type }) };
    const answer = await fetch(`${origin}/v2/${name}${path}`, { method, headers, ...(body && { body }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.text();
  }

  /** Answers its descriptor. */
  async function put(tag: string, manifest: { mediaType: string; [field: string]: unknown }) {
    const { mediaType } = manifest;
    const content = JSON.stringify({ schemaVersion: 2, ...manifest });
    await send("PUT", `/manifests/${tag}`, content, mediaType);
    return { mediaType, digest: digestOf(content), size: content.length };
  }

  return { send, put };
}

const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
