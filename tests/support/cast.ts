/**
 * Everybody with another claim to a private image, `team/vault`: who asks, in the tests of what each of them is
 * answered. `team/plaza` is public, `team/crypt` private and of no use to any of them who has no right on
 * the organization, and `team/ghost` is not there.
 */

import { MEDIA_TYPE } from "../../core/media-types.ts";
import { LEVEL } from "../../core/permissions.ts";
import { kubeconfigFor } from "../../mocks/kubernetes.ts";
import { createMemoryContent } from "../../mocks/memory-content.ts";
import { putBlob } from "../../mocks/put-blob.ts";
import { addClusters } from "../../server/clusters/service.ts";
import { startUpload } from "../../server/content/uploads.ts";
import { createAccessKey } from "../../server/iam/access-keys.ts";
import { createLogin } from "../../server/login/create-login.ts";
import { readManifest } from "../../server/manifests/manifest-content.ts";
import { putManifest } from "../../server/manifests/put-manifest.ts";
import { findRepository } from "../../server/manifests/repository.ts";
import { addRegion } from "../../server/regions/service.ts";
import { layFiring } from "./firing.ts";
import { digestOf, testBytes } from "./registry.ts";
import { createTestService, type TestOptions, type TestService, type TestUser } from "./service.ts";
import { laySync, NEW_REGION } from "./sync.ts";
import { layDelivery } from "./webhook.ts";

/** Of one length each, so that answers which name them can be compared byte by byte. */
export type ImageName = "vault" | "crypt" | "plaza" | "ghost";

type Way = "token" | "session" | "login";

export interface Member {
  /** What they have: the heading of their column. */
  claim: string;
  /** Undefined: nobody has signed in. */
  user: TestUser | undefined;
  /** The image they have it to. */
  image: "vault" | "plaza";
  /** For the APIs, the console, and the registry. */
  headers: Record<Way, Record<string, string>>;
}

/** What there is to ask for. Made anew after what changed it. */
export interface Scene {
  manifest: string;
  manifestDigest: string;
  layer: string;
  layerBytes: Uint8Array<ArrayBuffer>;
  /** An upload to each image that is there. */
  upload: string;
  shareRule: string;
  /** Of each image, and one for what is not there. */
  images: Record<ImageName, number>;
  retentions: Record<ImageName, number>;
  /** Of a trigger `deploy` that each has, and that can be rolled back. */
  firings: Record<ImageName, number>;
  /** Of each that waits or has failed. */
  syncs: Record<ImageName, { waiting: number; failed: number }>;
  /** Of the webhook `{image}-hook` that each has. */
  deliveries: Record<ImageName, number>;
  /** Of the account, as is the region `dr`. */
  cluster: string;
  /** Users of the account: with a grant on the organization and on each image, and without. */
  granted: TestUser;
  spare: TestUser;
  /** Of `spare`. */
  accessKey: string;
}

export interface Cast {
  service: TestService;
  members: Member[];
  /** An account with nothing, and one that `vault` is shared with. */
  newcomer: TestUser;
  partner: TestUser;
  /** Lays `team` as it was at the start. */
  lay: () => Promise<Scene>;
}

const LAYER = testBytes(100);
const CONFIG = new TextEncoder().encode("{}");
const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: MEDIA_TYPE.ociManifest,
  config: { mediaType: MEDIA_TYPE.ociConfig, digest: digestOf(CONFIG), size: CONFIG.byteLength },
  layers: [{ mediaType: MEDIA_TYPE.ociLayer, digest: digestOf(LAYER), size: LAYER.byteLength }],
});
const OVER = "2026-01-31T00:00:00Z";
const LEVELS = [
  ["manage", LEVEL.manage],
  ["edit", LEVEL.edit],
  ["read", LEVEL.read],
] as const;

/** Of the cluster in each scene. */
export const CLUSTER_TOKEN = "token-of-the-cluster";

export async function createCast(options: TestOptions = {}): Promise<Cast> {
  const service = await createTestService(options);
  // Laid a hundred times: a disk would be what takes the time.
  service.deps.content = createMemoryContent();
  service.deps.config.clusters = [
    { id: "operators", name: "operators", connection: { server: "https://k8s.example" }, isOperators: true },
  ];
  const { db } = service.deps;
  const admins = {
    partner: await service.createAccount("partner"),
    former: await service.createAccount("former"),
    closed: await service.createAccount("closed"),
    other: await service.createAccount("other"),
    newcomer: await service.createAccount("newcomer"),
  };
  const onOrganization = new Map<string, TestUser>();
  const onImage = new Map<string, TestUser>();
  for (const [word] of LEVELS) {
    onOrganization.set(word, await service.createUser(`${word}s-all`));
    onImage.set(word, await service.createUser(`${word}s-one`));
  }
  const users = {
    without: await service.createUser("without"),
    disabled: await service.createUser("disabled"),
    granted: await service.createUser("granted"),
    partner: await service.createUser("user", admins.partner.accountId),
    former: await service.createUser("user", admins.former.accountId),
  };

  async function member(claim: string, user: TestUser, image: Member["image"] = "vault"): Promise<Member> {
    const { username, password } = await createLogin(await service.context(user));
    const headers = {
      token: await service.token(user),
      session: await service.signIn(user),
      login: { authorization: `Basic ${btoa(`${username}:${password}`)}` },
    };
    return { claim, user, image, headers };
  }

  function nobody(claim: string, image: Member["image"]): Member {
    const none: Record<string, string> = {};
    return {
      claim,
      user: undefined,
      image,
      headers: { token: none, session: { "Sec-Fetch-Site": "same-origin" }, login: none },
    };
  }

  const named = (users: Map<string, TestUser>, word: string) => users.get(word) ?? service.admin;
  const members = [
    await member("administrator", service.admin),
    ...(await Promise.all(LEVELS.map(([word]) => member(`org ${word}`, named(onOrganization, word))))),
    ...(await Promise.all(LEVELS.map(([word]) => member(`image ${word}`, named(onImage, word))))),
    await member("no right", users.without),
    await member("shared", users.partner),
    await member("share over", users.former),
    await member("other account", admins.other),
    await member("public image", admins.other, "plaza"),
    await member("disabled user", users.disabled),
    await member("disabled account", admins.closed),
    nobody("nobody", "vault"),
    nobody("nobody, public", "plaza"),
  ];
  await db.updateTable("users").set({ enabled: 0 }).where("id", "=", users.disabled.id).execute();
  await db.updateTable("accounts").set({ enabled: 0 }).where("name", "=", "closed").execute();

  async function layImage(team: number, name: ImageName) {
    const context = await service.context();
    const id = await service.createImage(team, name, { is_public: name === "plaza" ? 1 : 0 });
    const repository = await findRepository(service.deps, `team/${name}`);
    const content = readManifest(new TextEncoder().encode(MANIFEST), MEDIA_TYPE.ociManifest);
    if (!repository || "problem" in content) throw new Error("the test's image is none");
    for (const bytes of [LAYER, CONFIG]) {
      await putBlob(service.deps, repository.name, digestOf(bytes), bytes);
    }
    await putManifest(context, repository, { digest: digestOf(MANIFEST), tags: ["v1"], content });
    await service.grantOnImage(id, users.granted, LEVEL.read);
    const now = service.deps.clock().toISOString();
    const { id: retention } = await db
      .insertInto("retentions")
      .values({
        image_id: id,
        template: "tag_rule",
        amount: 5,
        selectors: "[]",
        created_at: now,
        updated_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return {
      id,
      retention,
      firing: await layFiring(service.deps, id, { name: "deploy", digest: digestOf(MANIFEST) }),
      sync: await laySync(service, id, digestOf(MANIFEST)),
      delivery: await layDelivery(service.deps, { imageId: id, webhookId: `${name}-hook` }),
    };
  }

  async function lay(): Promise<Scene> {
    await db.deleteFrom("images").execute();
    await db.deleteFrom("organizations").execute();
    await db.deleteFrom("clusters").execute();
    await db.deleteFrom("regions").execute();
    await db.updateTable("accounts").set({ has_agency: 0 }).execute();
    await db.deleteFrom("users").where("name", "in", ["made", "spare"]).execute();
    const spare = await service.createUser("spare");
    const key = await createAccessKey(await service.context(), { user_id: spare.id, description: "" });
    const team = await service.createOrganization("team");
    const vault = await layImage(team, "vault");
    const crypt = await layImage(team, "crypt");
    const plaza = await layImage(team, "plaza");
    const empty = await service.createOrganization("empty");
    for (const [word, level] of LEVELS) {
      await service.grant(team, named(onOrganization, word), level);
      await service.grant(empty, named(onOrganization, word), level);
      await service.grantOnImage(vault.id, named(onImage, word), level);
    }
    await service.grant(team, users.granted, LEVEL.read);
    await service.grant(team, users.disabled, LEVEL.manage);
    await service.share(vault.id, admins.partner);
    await service.share(vault.id, admins.former, OVER);
    await service.share(vault.id, admins.closed);
    const { rule_id: shareRule } = await db
      .selectFrom("shares")
      .select("rule_id")
      .where("account_id", "=", admins.partner.accountId)
      .executeTakeFirstOrThrow();
    await addRegion(await service.context(), NEW_REGION);
    const [cluster] = await addClusters(await service.context(), kubeconfigFor(CLUSTER_TOKEN), ["prod"]);
    const { id: upload } = await startUpload(service.deps, "team/vault", service.admin.id, "sha256");
    return {
      manifest: MANIFEST,
      manifestDigest: digestOf(MANIFEST),
      layer: digestOf(LAYER),
      layerBytes: LAYER,
      upload,
      shareRule,
      images: { vault: vault.id, crypt: crypt.id, plaza: plaza.id, ghost: 0 },
      retentions: {
        vault: vault.retention,
        crypt: crypt.retention,
        plaza: plaza.retention,
        ghost: crypt.retention,
      },
      firings: { vault: vault.firing, crypt: crypt.firing, plaza: plaza.firing, ghost: crypt.firing },
      syncs: { vault: vault.sync, crypt: crypt.sync, plaza: plaza.sync, ghost: crypt.sync },
      deliveries: {
        vault: vault.delivery,
        crypt: crypt.delivery,
        plaza: plaza.delivery,
        ghost: crypt.delivery,
      },
      cluster: cluster?.id ?? "",
      granted: users.granted,
      spare,
      accessKey: key.access,
    };
  }

  return { service, members, newcomer: admins.newcomer, partner: admins.partner, lay };
}
