/** Every code the service can refuse or fail with is caused over HTTP; what cannot be yet is listed with the reason. */
import type { Updateable } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SWR_CODES, type SwrErrorName } from "../core/error-codes.ts";
import { swrErrorStatus } from "../core/errors.ts";
import {
  MANIFEST_MAX,
  TAGS_PER_PUSH,
  TEMPORARY_LOGINS_PER_USER,
  WEBHOOKS_PER_PLACE,
} from "../core/limits.ts";
import { MEDIA_TYPE } from "../core/media-types.ts";
import { USER_HEADER } from "../core/session.ts";
import { createApp } from "../server/app.ts";
import type { Database } from "../server/db/schema.ts";
import { REGISTRY_ERROR_STATUS, type RegistryErrorCode } from "../server/errors.ts";
import { disableAccount } from "../server/identity/accounts.ts";
import { endSignIns } from "../server/identity/sign-ins.ts";
import { createMigratingApp } from "../server/migrating.ts";
import { broken, dropTable, quotaUsedUp, shareQuotaUsedUp, takesNoWrites } from "./broken-service.ts";
import { layFiring } from "./support/firing.ts";
import { prepareManifest, putManifest, startTestRegistry, type TestRegistry } from "./support/registry.ts";
import { TEST_PASSWORD, type TestUser } from "./support/service.ts";
import { laySync } from "./support/sync.ts";
import { layDelivery } from "./support/webhook.ts";

const NOT_CAUSED: Partial<Record<SwrErrorName, string>> = {};

const log = { info: () => undefined, error: () => undefined };
const migrating = createMigratingApp(log, () => ({ step: "0001-initial", number: 1, of: 1 }));

const OTHER_DIGEST = `sha256:${"0".repeat(64)}`;
const ORGANIZATION = "/v2/manage/namespaces/team";
const IMAGE = `${ORGANIZATION}/repos/app`;
const ACCESS_DOMAINS = `${ORGANIZATION}/repositories/app/access-domains`;

let registry: TestRegistry;
let admin: Record<string, string>;
let member: Record<string, string>;
let manifest: Awaited<ReturnType<typeof prepareManifest>>;
beforeAll(async () => {
  registry = await startTestRegistry();
  manifest = await prepareManifest(registry, "team/app", [1]);
  await putManifest(registry, "team/app", "v1", manifest.content);
  const size = manifest.content.length;
  const listed = [{ mediaType: MEDIA_TYPE.ociManifest, digest: manifest.digest, size }];
  const index = { schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: listed };
  await putManifest(registry, "team/app", "index", JSON.stringify(index), MEDIA_TYPE.ociIndex);
  admin = await registry.token();
  member = await registry.token(registry.member);
});
afterAll(() => registry.close());

const json = (body: unknown) => ({ body: JSON.stringify(body) });
/** With the administrator's token unless headers say otherwise. */
const api = (method: string, path: string, init: RequestInit = {}) =>
  registry.app.request(path, { method, ...init, headers: { ...admin, ...init.headers } });
const registryCall = (method: string, path: string, init: RequestInit = {}) =>
  registry.call(method, `/v2/team/app/${path}`, init);

const consoleCall = async (method: string, path: string, body?: object) =>
  registry.app.request(path, {
    method,
    headers: await registry.signIn(),
    ...(body && { body: JSON.stringify(body) }),
  });

const createWebhook = () =>
  consoleCall("POST", "/api/webhooks", {
    namespace: "team",
    name: "ci",
    url: "https://ci.example/",
    events: ["push"],
    condition_type: "all",
    condition: "",
    enabled: true,
  });

/** On the organization. */
const grantToMember = (method: string, fields: object) => {
  const { id: user_id, name: user_name } = registry.member;
  return api(method, `${ORGANIZATION}/access`, json([{ user_id, user_name, auth: 1, ...fields }]));
};

/** Until the sign-in makes whoever comes wait. */
async function tooMany(attempt: () => Response | Promise<Response>): Promise<Response> {
  for (;;) {
    const answer = await attempt();
    if (answer.status === 429) return answer;
  }
}

const sameOrigin = { "Sec-Fetch-Site": "same-origin" };
const signIn = (user: string) =>
  api("POST", "/api/session", {
    headers: sameOrigin,
    ...json({ account: "local", user, password: "wrong-one" }),
  });

const share = (access_domain: string, terms?: object) =>
  api("POST", ACCESS_DOMAINS, json({ access_domain, permit: "read", deadline: "forever", ...terms }));

let accounts = 0;

const disable = ({ accountName }: TestUser) =>
  disableAccount(registry.deps, accountName, { keepsPublicImages: false });

/** With the right password, as a user of a new account who is kept out. */
async function signInAfter(keepOut: (user: TestUser) => Promise<unknown>): Promise<Response> {
  const user = await registry.createAccount(`account-${accounts++}`);
  await keepOut(user);
  return api("POST", "/api/session", {
    headers: sameOrigin,
    ...json({ account: user.accountName, user: user.name, password: TEST_PASSWORD }),
  });
}

/** By a session that is there already. */
async function nextClickAfter(end: (user: TestUser) => Promise<unknown>): Promise<Response> {
  const user = await registry.createAccount(`account-${accounts++}`);
  const session = await registry.signIn(user);
  await end(user);
  return registry.app.request("/api/getting-started", { headers: session });
}

const changeUser = (columns: Updateable<Database["users"]>) =>
  signInAfter(({ id }) => registry.deps.db.updateTable("users").set(columns).where("id", "=", id).execute());

/** Of the image, laid anew. */
async function sync() {
  const { db } = registry.deps;
  await db.deleteFrom("sync_rules").execute();
  const { id } = await db.selectFrom("images").select("id").executeTakeFirstOrThrow();
  return laySync(registry, id, manifest.digest);
}

type Cause = () => Response | Promise<Response>;

const MANAGE: Partial<Record<SwrErrorName, Cause>> = {
  invalidParameter: () => share("other", { deadline: "2000-01-01T00:00:00Z" }),
  invalidTag: () => api("POST", `${IMAGE}/tags`, json({ source_tag: "v1", destination_tag: "-" })),
  invalidPermission: () => grantToMember("POST", { auth: 5 }),
  invalidUserName: () => grantToMember("POST", { user_name: "nobody" }),
  invalidPublicFlag: () => api("PATCH", IMAGE, json({ is_public: "yes" })),
  missingParameter: () => api("GET", "/v2/manage/reports/nothing/daily"),
  invalidBody: () => api("POST", "/v2/manage/namespaces", { body: "{" }),
  invalidQuery: () => api("GET", "/v3/manage/repos?limit=-1"),
  invalidOrganizationName: () => api("POST", "/v2/manage/namespaces", json({ namespace: "UPPER" })),
  invalidImageName: () =>
    api("POST", `${ORGANIZATION}/repos`, json({ repository: "UPPER", is_public: false })),
  invalidFilter: () => api("GET", "/v2/manage/repos?filter=nonsense"),
  invalidOrderColumn: () => api("GET", "/v2/manage/repos?order_column=logo&order_type=asc"),
  invalidAccount: () => share("nobody"),
  organizationQuotaUsedUp: quotaUsedUp,
  shareQuotaUsedUp,
  unauthenticated: () => api("GET", "/v2/manage/namespaces", { headers: { "X-Auth-Token": "none" } }),
  forbidden: () => api("GET", "/v2/manage/projects/other/quotas"),
  crossSiteRequest: () => api("POST", "/api/session", { headers: { "Sec-Fetch-Site": "cross-site" } }),
  organizationForbidden: async () => {
    await registry.grant(registry.organizations.ops, registry.member, 1);
    return api("DELETE", "/v2/manage/namespaces/ops", { headers: member });
  },
  imageForbidden: async () => {
    await registry.grant(registry.organizations.team, registry.member, 1);
    return api("DELETE", IMAGE, { headers: member });
  },
  endedByPassword: () => nextClickAfter(({ id }) => endSignIns(registry.deps.db, id, "password")),
  endedByDisabling: () => nextClickAfter(({ id }) => endSignIns(registry.deps.db, id, "disabling")),
  endedByAccount: () => nextClickAfter(disable),
  endedByOtherUser: async () => {
    const headers = { ...(await registry.signIn()), [USER_HEADER]: registry.member.id };
    return registry.app.request("/api/swr/v2/manage/namespaces", { headers });
  },
  accountDisabled: () => signInAfter(disable),
  userDisabled: () => changeUser({ enabled: 0 }),
  noConsoleAccess: () => changeUser({ access_mode: "programmatic" }),
  urlNotFound: () => api("GET", "/api/nothing"),
  organizationNotFound: () => api("GET", "/v2/manage/namespaces/none"),
  imageNotFound: () => api("GET", `${ORGANIZATION}/repos/none`),
  retentionNotFound: () => api("DELETE", `${IMAGE}/retentions/99`),
  tagNotFound: () => api("GET", `${IMAGE}/tags/none`),
  triggerNotFound: () => api("GET", `${IMAGE}/triggers/none`),
  clusterNotFound: () => consoleCall("DELETE", "/api/clusters/none"),
  firingNotFound: async () => {
    const { db } = registry.deps;
    const { id } = await db.selectFrom("images").select("id").executeTakeFirstOrThrow();
    await layFiring(registry.deps, id, { name: "fired", digest: manifest.digest });
    return consoleCall("POST", "/api/images/team/app/triggers/fired/firings/99/retry");
  },
  regionNotFound: () => consoleCall("DELETE", "/api/regions/none"),
  syncRuleNotFound: () =>
    api("DELETE", `${IMAGE}/sync_repo`, json({ remoteRegionId: "dr", remoteNamespace: "none" })),
  syncRecordNotFound: () => consoleCall("POST", "/api/sync-records/99/retry"),
  syncRecordHasEnded: async () => consoleCall("POST", `/api/sync-records/${(await sync()).failed}/cancel`),
  syncRecordHasNotEnded: async () => consoleCall("POST", `/api/sync-records/${(await sync()).waiting}/retry`),
  agencyExists: async () => {
    await api("POST", "/v2/manage/agency");
    return api("POST", "/v2/manage/agency");
  },
  addressBlocked: () => {
    const { deps } = registry;
    const { isBlocked } = deps;
    deps.isBlocked = async () => true;
    return createWebhook().finally(() => {
      deps.isBlocked = isBlocked;
    });
  },
  webhookQuotaUsedUp: async () => {
    for (let count = 0; count < WEBHOOKS_PER_PLACE; count++) await createWebhook();
    return createWebhook();
  },
  loginQuotaUsedUp: async () => {
    const { db } = registry.deps;
    const login = await db.selectFrom("login_keys").selectAll().limit(1).executeTakeFirstOrThrow();
    const many = Array.from({ length: TEMPORARY_LOGINS_PER_USER }, (_, at) => ({
      ...login,
      user_id: registry.admin.id,
      access_key: `MANY${at}`,
      expires_at: "2099-01-01T00:00:00.000Z",
    }));
    await db.insertInto("login_keys").values(many).execute();
    return api("POST", "/v2/manage/utils/secret");
  },
  webhookNotFound: () => consoleCall("DELETE", "/api/webhooks/none"),
  deliveryNotFound: async () => {
    const { id } = await registry.deps.db.selectFrom("images").select("id").executeTakeFirstOrThrow();
    await layDelivery(registry.deps, { imageId: id, webhookId: "hook" });
    return consoleCall("POST", "/api/webhooks/hook/deliveries/99/redeliver");
  },
  permissionNotFound: () => api("DELETE", `${ACCESS_DOMAINS}/nobody`),
  organizationPermissionNotFound: () =>
    api("DELETE", `${ORGANIZATION}/access`, json([registry.admin.id.slice(1)])),
  manifestNotFound: () => api("GET", `${IMAGE}/tags/index/config`),
  organizationNotEmpty: () => api("DELETE", ORGANIZATION),
  organizationExists: () => api("POST", "/v2/manage/namespaces", json({ namespace: "team" })),
  imageExists: () => api("POST", `${ORGANIZATION}/repos`, json({ repository: "app", is_public: false })),
  organizationPermissionExists: async () => {
    await grantToMember("POST", {});
    return grantToMember("POST", {});
  },
  permissionExists: async () => {
    await share("other");
    return share("other");
  },
  tooManyAttempts: () => tooMany(() => signIn("somebody")),
  descriptionTooLong: () => api("PATCH", IMAGE, json({ is_public: false, description: "x".repeat(30_001) })),
  internal: () => broken(dropTable("organization_grants"), "GET", "/v2/manage/namespaces"),
  upgrading: () => migrating.request("/v2/manage/namespaces"),
  storageUnavailable: () => broken(takesNoWrites, "GET", "/healthz"),
  // The service carries all of the API; another may carry less.
  notImplemented: () =>
    createApp(registry.deps, { handlers: {} }).request("/v2/manage/namespaces", { headers: admin }),
};

describe("the management API", () => {
  test.each(Object.entries(MANAGE))("%s", async (name, cause) => {
    const answer = await cause();
    const { error_code } = (await answer.json()) as { error_code: string };
    const wanted = SWR_CODES[name as SwrErrorName];
    expect([answer.status, error_code]).toEqual([
      swrErrorStatus(name as SwrErrorName),
      `SVCSTG.SWR.${wanted}`,
    ]);
  });

  test("no code is left out but those listed", () => {
    const left = Object.keys(SWR_CODES).filter((name) => !(name in MANAGE));
    expect(left).toEqual(Object.keys(NOT_CAUSED));
  });

  test("a signature that does not fit is the gateway's to refuse", async () => {
    const headers = { Authorization: "SDK-HMAC-SHA256 Access=none, SignedHeaders=x-sdk-date, Signature=00" };
    const answer = await registry.app.request("/v2/manage/namespaces", { headers });
    expect([answer.status, (await answer.json()).error_code]).toEqual([401, "APIGW.0301"]);
  });
});

/** A body that does not end while `during` runs. */
async function whileSending<Result>(locations: string[], during: () => Promise<Result>): Promise<Result> {
  const writers: ReadableStreamDefaultController<Uint8Array>[] = [];
  const sending = locations.map((location) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        writers.push(controller);
        controller.enqueue(new Uint8Array(10));
      },
    });
    return registry.call("PATCH", location, { body, duplex: "half" } as RequestInit);
  });
  try {
    return await during();
  } finally {
    for (const writer of writers) writer.close();
    await Promise.all(sending);
  }
}

const openUpload = async () => (await registryCall("POST", "blobs/uploads/")).headers.get("location") ?? "";

async function untilRefused(attempt: () => Promise<Response>, status: number): Promise<Response> {
  for (;;) {
    const answer = await attempt();
    if (answer.status === status) return answer;
    await answer.arrayBuffer();
  }
}

const manifestOf = (fields: object) => JSON.stringify({ ...JSON.parse(manifest.content), ...fields });
const chunk = (body: string, headers: Record<string, string>) => ({ body, headers });

const REGISTRY: Record<RegistryErrorCode, Cause> = {
  BLOB_UNKNOWN: () => registryCall("GET", `blobs/${OTHER_DIGEST}`),
  BLOB_UPLOAD_INVALID: async () => {
    const location = await openUpload();
    return whileSending([location], () =>
      untilRefused(() => registry.call("PUT", `${location}?digest=${OTHER_DIGEST}`), 409),
    );
  },
  BLOB_UPLOAD_UNKNOWN: () => registryCall("PATCH", `blobs/uploads/${crypto.randomUUID()}`, { body: "x" }),
  DIGEST_INVALID: () => registryCall("POST", `blobs/uploads/?digest=${OTHER_DIGEST}`, { body: "x" }),
  MANIFEST_BLOB_UNKNOWN: () => {
    const config = { mediaType: MEDIA_TYPE.ociConfig, digest: OTHER_DIGEST, size: 1 };
    return putManifest(registry, "team/app", "v2", manifestOf({ config }));
  },
  MANIFEST_INVALID: () => putManifest(registry, "team/app", "v2", manifestOf({ layers: "none" })),
  MANIFEST_UNKNOWN: () => registryCall("GET", "manifests/none"),
  NAME_INVALID: () => registry.call("GET", "/v2/team/UPPER/tags/list"),
  NAME_UNKNOWN: () => registry.call("GET", "/v2/none/app/tags/list"),
  RANGE_INVALID: async () =>
    registry.call("PATCH", await openUpload(), chunk("x", { "content-range": "5-5" })),
  SIZE_INVALID: () => registryCall("PUT", "manifests/v2", { body: "x".repeat(MANIFEST_MAX + 1) }),
  TOO_MANY_TAGS: () => {
    const tags = Array.from({ length: TAGS_PER_PUSH + 1 }, (_, at) => `tag=v${at}`);
    return putManifest(registry, "team/app", `${manifest.digest}?${tags.join("&")}`, manifest.content);
  },
  UNAUTHORIZED: () => fetch(`${registry.origin}/v2/`),
  DENIED: () => registry.call("GET", "/v2/foreign/app/tags/list"),
  UNSUPPORTED: () => registryCall("PUT", `blobs/${OTHER_DIGEST}`),
  TOOMANYREQUESTS: async () => {
    const { config } = registry.deps;
    registry.deps.config = { ...config, uploadsPerAccount: 1, uploadWaitMs: 0 };
    const location = await openUpload();
    const answer = await whileSending([await openUpload()], () =>
      untilRefused(() => registry.call("PATCH", location, { body: "x" }), 429),
    );
    registry.deps.config = config;
    return answer;
  },
  UNAVAILABLE: async () => {
    const { content, links } = registry.deps;
    await takesNoWrites(registry);
    const answer = await registryCall("POST", "blobs/uploads/");
    Object.assign(registry.deps, { content, links });
    return answer;
  },
};

describe("the registry", () => {
  test.each(Object.entries(REGISTRY))("%s", async (code, cause) => {
    const answer = await cause();
    const { errors } = (await answer.json()) as { errors: { code: string }[] };
    expect([answer.status, errors[0]?.code]).toEqual([
      REGISTRY_ERROR_STATUS[code as RegistryErrorCode],
      code,
    ]);
  });

  test("UNAVAILABLE while the tables are brought up to date", async () => {
    const answer = await migrating.request("/v2/team/app/tags/list");
    expect([answer.status, (await answer.json()).errors[0].code]).toEqual([503, "UNAVAILABLE"]);
  });

  test("UNKNOWN for what nobody meant to happen", async () => {
    const answer = await broken(dropTable("organizations"), "GET", "/api/registry/v2/team/app/tags/list");
    expect([answer.status, (await answer.json()).errors[0].code]).toEqual([500, "UNKNOWN"]);
  });
});
