/** What the carried operations answer, held to the reference: status, names of the fields, their types. */
import * as swr from "@huaweicloud/huaweicloud-sdk-swr";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OperationId, operations } from "../core/operations.ts";
import { LEVEL } from "../core/permissions.ts";
import { handlers } from "../server/handlers.ts";
import { projectOfAccount } from "../server/identity/projects.ts";
import { isCarried } from "../server/operations.ts";
import { addRegion } from "../server/regions/service.ts";
import { readReference } from "./contract-rows.ts";
import { answerOf, sdkClient } from "./sdk.ts";
import { layFiring } from "./support/firing.ts";
import { prepareManifest, putManifest, startTestRegistry, type TestRegistry } from "./support/registry.ts";
import { NEW_REGION, TARGET } from "./support/sync.ts";
import { trigger } from "./support/trigger-body.ts";

interface Input {
  params?: Record<string, string>;
  query?: string;
  body?: object;
}

const TEAM = { namespace: "team" };
const IMAGE = { namespace: "team", repository: "shop$web" };
const FRESH = { namespace: "fresh", repository: "empty" };
const DOMAIN = { ...FRESH, access_domain: "other" };
const RULE = { ...FRESH, share_id: "{the only one}" };
const TAG = { ...IMAGE, tag: "v1" };

const POLICY = { ...IMAGE, retention_id: "1" };
const RETENTION = {
  algorithm: "or",
  rules: [
    { template: "tag_rule", params: { num: "5" }, tag_selectors: [{ kind: "regexp", pattern: "v.*" }] },
  ],
};
const TRIGGER = trigger();
const REMOTE = { remoteRegionId: TARGET.region_id, remoteNamespace: TARGET.remote_organization };
const SECOND = { id: "second", name: "second" };
const grants = [{ user_id: SECOND.id, user_name: SECOND.name, auth: LEVEL.edit }];

/** In this order: what is made comes before what is shown, what is deleted after. */
const CALLS: Partial<Record<OperationId, Input>> = {
  CreateNamespace: { body: { namespace: "fresh" } },
  ListNamespaces: {},
  ShowNamespace: { params: { namespace: "team" } },
  CreateRepo: {
    params: { namespace: "fresh" },
    body: { repository: "empty", is_public: false, category: "linux" },
  },
  UpdateRepo: { params: IMAGE, body: { is_public: true, category: "linux", description: "A shop." } },
  ShowRepository: { params: IMAGE },
  ListReposDetails: {},
  ListRepoDetails: { query: "?limit=1" },
  CreateNamespaceAuth: { params: TEAM, body: grants },
  ShowNamespaceAuth: { params: TEAM },
  UpdateNamespaceAuth: { params: TEAM, body: grants },
  DeleteNamespaceAuth: { params: TEAM, body: [SECOND.id] },
  CreateUserRepositoryAuth: { params: IMAGE, body: grants },
  ShowUserRepositoryAuth: { params: IMAGE },
  UpdateUserRepositoryAuth: { params: IMAGE, body: grants },
  DeleteUserRepositoryAuth: { params: IMAGE, body: [SECOND.id] },
  CreateRepoTag: { params: IMAGE, body: { source_tag: "v1", destination_tag: "v2" } },
  ShowRepoTag: { params: TAG },
  ListRepositoryTags: { params: IMAGE },
  ListRepositoryTag: { params: IMAGE, query: "?limit=1" },
  ShowRepoTagConfig: { params: TAG },
  ListRepoAccessories: { params: TAG },
  ListReferences: { params: TAG },
  ListSyncRegions: {},
  CreateImageSyncRepo: { params: IMAGE, body: { ...REMOTE, syncAuto: true, override: true } },
  ListImageAutoSyncReposDetails: { params: IMAGE },
  CreateManualImageSyncRepo: { params: IMAGE, body: { ...REMOTE, imageTag: ["v1", "none"] } },
  ShowSyncJob: { params: { ...IMAGE, filter: "limit::10|offset::0|order::asc" } },
  DeleteImageSyncRepo: { params: IMAGE, body: REMOTE },
  CheckAgency: {},
  CreateAgency: {},
  CreateRetention: { params: IMAGE, body: RETENTION },
  ListRetentions: { params: IMAGE },
  ShowRetention: { params: POLICY },
  ListRetentionHistories: { params: IMAGE },
  UpdateRetention: { params: POLICY, body: RETENTION },
  DeleteRetention: { params: POLICY },
  CreateTrigger: { params: IMAGE, body: TRIGGER },
  ListTriggersDetails: { params: IMAGE },
  ShowTrigger: { params: { ...IMAGE, trigger: "fired" } },
  UpdateTrigger: { params: { ...IMAGE, trigger: "deploy" }, body: { enable: "false" } },
  DeleteTrigger: { params: { ...IMAGE, trigger: "deploy" } },
  CreateSecret: {},
  CreateAuthorizationToken: {},
  ListQuotas: { params: { project_id: "own" } },
  ShowDomainOverview: {},
  ShowDomainResourceReports: { params: { resource_type: "store", frequency: "daily" } },
  ShowShareFeatureGates: { params: { project_id: "own" } },
  ListApiVersions: {},
  ShowApiVersion: { params: { api_version: "v2" } },
  CreateRepoDomains: {
    params: FRESH,
    body: { access_domain: "other", permit: "read", deadline: "forever", description: "For them." },
  },
  ListRepoDomains: { params: FRESH },
  ShowAccessDomain: { params: DOMAIN },
  UpdateRepoDomains: { params: DOMAIN, body: { permit: "read", deadline: "2999-01-01T00:00:00Z" } },
  ListSharedReposDetails: { params: { center: "self" } },
  ListSharedRepoDetails: { query: "?shared_by=self&limit=1" },
  ListRepoShares: { params: FRESH },
  ShowRepoShare: { params: RULE },
  UpdateRepoShare: { params: RULE, body: { permission: "read", deadline: "forever" } },
  DeleteRepoShare: { params: RULE },
  CreateRepoShare: {
    params: FRESH,
    body: {
      share_type: "account",
      share_principals: ["{other}"],
      permission: "read",
      deadline: "forever",
      description: "For them.",
    },
  },
  DeleteRepoDomains: { params: DOMAIN },
  DeleteRepoTag: { params: { ...IMAGE, tag: "v2" } },
  DeleteRepo: { params: { namespace: "fresh", repository: "empty" } },
  DeleteNamespaces: { params: { namespace: "fresh" } },
};

/** Fields that an answer has only at times, and when. */
const AT_TIMES: Record<string, string> = {
  "ListReposDetails [].logo": "images have none here",
  "ListReposDetails [].status": "of images that are shared",
  "ListRepoDetails repos[].status": "of images that are shared",
  "ListSharedReposDetails [].logo": "images have none here",
  "ListSharedRepoDetails nextMarker": "while more than a page remains",
  "CreateManualImageSyncRepo []": "of tags that could not be queued, which is none here",
  "ListReferences next_marker": "while more than a page remains",
  "ListRepositoryTag tags[].manifest": "with `with_manifest`",
};

/** Null in the list. */
const IN_DETAIL_ONLY = "trigger_history[].";

/** Fields the reference does not have (tests/contract.test.ts says why). */
const BEYOND = ["ListRepositoryTag next_marker"];

/** Fields that the reference tells of in words only. */
const IN_WORDS: Record<string, string> = {
  "ListRetentions [].rules[].params.num": "of a rule by number",
  "ShowRetention rules[].params.num": "of a rule by number",
};

const ids = Object.keys(CALLS) as OperationId[];
const reference = new Map(readReference().map((row) => [row.op, row]));

let registry: TestRegistry;
let client: swr.SwrClient;
let token: Record<string, string>;
let projectId: string;
let otherAccountId: string;
beforeAll(async () => {
  registry = await startTestRegistry();
  const manifest = await prepareManifest(registry, "team/shop/web", [1, 2]);
  await putManifest(registry, "team/shop/web", "v1", manifest.content);
  const signature = await prepareManifest(registry, "team/shop/web", [3]);
  await putManifest(registry, "team/shop/web", `sha256-${manifest.digest.slice(7)}.sig`, signature.content);
  const image = await registry.deps.db.selectFrom("images").select("id").executeTakeFirstOrThrow();
  const deleted = {
    tag: "v0",
    digest: manifest.digest,
    failure: null,
    created_at: "2026-03-01T08:00:00.000Z",
  };
  await registry.deps.db
    .insertInto("retention_log")
    .values({ image_id: image.id, retention_id: 1, rule: "{}", ...deleted })
    .execute();
  const connection = { server: "https://k8s.example" };
  registry.deps.config.clusters = [{ id: "prod", name: "prod", connection, isOperators: true }];
  await addRegion(await registry.context(), NEW_REGION);
  await layFiring(registry.deps, image.id, { name: "fired", digest: manifest.digest });
  await registry.grantOnImage(image.id, registry.member, LEVEL.read);
  await registry.grant(registry.organizations.team, registry.admin, LEVEL.manage);
  const { id } = await registry.createUser(SECOND.name);
  await registry.deps.db.updateTable("users").set({ id: SECOND.id }).where("id", "=", id).execute();
  // The SDK signs with the machine's time. Logins end on the way there.
  registry.advance(Date.now() - registry.deps.clock().getTime());
  client = await sdkClient(registry, registry.origin, registry.admin);
  token = await registry.token();
  projectId = (await projectOfAccount(registry.deps, registry.admin.accountId)).id;
  const accounts = registry.deps.db.selectFrom("accounts").select("id");
  otherAccountId = (await accounts.where("name", "=", "other").executeTakeFirstOrThrow()).id;
});
afterAll(() => registry.close());

test("every operation that is carried is called", () => {
  const carried = (Object.keys(operations) as OperationId[]).filter((id) => isCarried(handlers, id));
  expect([...ids].sort()).toEqual(carried.sort());
});

test.each(ids)("%s", async (id) => {
  const row = reference.get(id);
  if (!row) throw new Error(`the reference has no ${id}`);
  const { status, body } = await call(id);
  expect(status).toBe(row.success);
  if (row.responseKind === "none") return;
  const found = new Map<string, string>();
  collect(body, row.responseKind === "string" ? "(body)" : "", found, new Set(Object.keys(row.response)));
  // The SDK shows headers of the answer among the fields.
  for (const header of row.responseHeaders) found.delete(header);
  for (const field of BEYOND) if (field.startsWith(`${id} `)) found.delete(field.slice(id.length + 1));
  const wrong = [...found].filter(
    ([field, type]) => !(`${id} ${field}` in IN_WORDS) && !fits(row.response[field], type),
  );
  expect(Object.fromEntries(wrong)).toEqual({});
  const missing = Object.keys(row.response).filter((field) => !found.has(field));
  const isExcused = (field: string) =>
    `${id} ${field}` in AT_TIMES || (id === "ListTriggersDetails" && field.includes(IN_DETAIL_ONLY));
  expect(missing.filter((field) => !isExcused(field))).toEqual([]);
});

/** By the SDK where it has the call, which is for all of v2 but the newest. */
async function call(id: OperationId): Promise<{ status: number; body: unknown }> {
  const { params = {}, query = "", body } = CALLS[id] ?? {};
  const method = `${id.charAt(0).toLowerCase()}${id.slice(1)}`;
  const sdk = client as unknown as Record<string, ((request: object) => Promise<object>) | undefined>;
  if (!sdk[method]) return send(id, params, query, body);
  const Request = (swr as unknown as Record<string, new () => object>)[`${id}Request`];
  if (!Request) throw new Error(`the SDK has no ${id}Request`);
  const named = Object.entries(params).map(([name, value]) => [camelCase(name), value]);
  const request = Object.assign(new Request(), Object.fromEntries(named), body && { body });
  const answer = await answerOf(sdk[method](request));
  const isArray = reference.get(id)?.responseKind === "array";
  return { status: answer.status, body: isArray ? Object.values(answer.body) : answer.body };
}

async function send(id: OperationId, params: Record<string, string>, query: string, body?: object) {
  const { method, path } = operations[id];
  const share = await registry.deps.db.selectFrom("shares").select("rule_id").executeTakeFirst();
  const known: Record<string, string> = { project_id: projectId, share_id: share?.rule_id ?? "" };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? params[name] ?? "");
  const answer = await fetch(registry.origin + filled + query, {
    method,
    headers: token,
    ...(body && { body: JSON.stringify(body).replace("{other}", otherAccountId) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
}

function camelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Fields as the reference names them, with the type of what is there. */
function collect(value: unknown, at: string, found: Map<string, string>, known: Set<string>): void {
  if (Array.isArray(value)) {
    if (at !== "") found.set(at, typeof value[0] === "string" ? "string[]" : "array");
    for (const item of value) if (typeof item === "object") collect(item, `${at}[]`, found, known);
  } else if (typeof value === "object" && value !== null) {
    if (known.has(at)) found.set(at, "object");
    // A map: its keys are data.
    const isMap = [...known].some((field) => field.startsWith(`${at}.{`));
    for (const [key, field] of Object.entries(value)) {
      const name = isMap ? "{host}" : key;
      collect(field, at === "" ? name : `${at}.${name}`, found, known);
    }
  } else found.set(at, value === null ? "null" : Number.isInteger(value) ? "integer" : typeof value);
}

function fits(expected: string | undefined, type: string): boolean {
  const types = expected?.split(" or ") ?? [];
  return (
    types.includes(type) ||
    (type === "integer" && types.includes("number")) ||
    (type === "array" && types.includes("string[]"))
  );
}
