/** One request for every operation, and for every route and scope of the registry: the rows of the matrix. */
import { consoleOperations } from "../../core/console-operations.ts";
import { iamOperations } from "../../core/iam-operations.ts";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import type { Operation } from "../../core/operations/define.ts";
import { operations } from "../../core/operations.ts";
import { CONSOLE_REGISTRY_PREFIX, SESSION_PATH } from "../../core/session.ts";
import { FOREVER } from "../../core/shares.ts";
import { kubeconfigFor } from "../../mocks/kubernetes.ts";
import { handlers } from "../../server/handlers.ts";
import type { Cast, ImageName, Member, Scene } from "./cast.ts";
import { TEST_PASSWORD } from "./service.ts";
import { NEW_REGION, TARGET } from "./sync.ts";
import { trigger } from "./trigger-body.ts";

interface Asked {
  cast: Cast;
  scene: Scene;
  member: Member;
  /** The member's own, unless it is asked whether another one answers alike. */
  image: ImageName;
}

export interface Row {
  group: string;
  name: string;
  /** Whether the request names the image. */
  isOfImage: boolean;
  /** When it leaves something else than was there. */
  changes: "never" | "by success" | "always";
  ask: (asked: Asked) => Promise<Response>;
}

const NOT_OF_IMAGE = /\(first push\)$|^GET (\/v2\/|_catalog)$| dockyard\//;
const SESSION_IDS = ["ShowSession", "CreateSession", "UpdateSession", "DeleteSession"];
/** Their query names the image, and they answer 404 where there is none. */
const OF_IMAGE_BY_QUERY = ["ListPermissions", "ListGrantableUsers", "ListWebhooks"];
/** Their body takes away what would be in their way. */
const PREPARED = ["CreateRetention", "CreateTrigger", "AddClusters", "AddRegion", "CreateImageSyncRepo"];
/** Asked about `empty`, an organization without images. */
const EMPTY_ONLY = ["DeleteNamespaces"];
const VERSION_IDS = ["ListApiVersions", "ShowApiVersion"];

export const rows: Row[] = [
  ...rowsOf(operations, "token", (id) => id in handlers || VERSION_IDS.includes(id)),
  ...rowsOf(iamOperations, "token", () => true),
  ...rowsOf(consoleOperations, "session", (id) => id in handlers || SESSION_IDS.includes(id)),
  ...registryRows(),
];

const grant = ({ id, name }: { id: string; name: string }) => ({ user_id: id, user_name: name, auth: 1 });
const terms = { deadline: FOREVER, description: "" };

const WEBHOOK = {
  name: "ci",
  url: "https://ci.example/hook",
  events: ["push"],
  condition_type: "all",
  condition: "",
  enabled: true,
};
const TRIGGER = trigger({ cluster_id: "operators" });

const REMOTE = { remoteRegionId: TARGET.region_id, remoteNamespace: TARGET.remote_organization };
const WANTED = { region_id: TARGET.region_id, remote_namespace: TARGET.remote_organization, override: true };

const RULE = { template: "tag_rule", params: { num: "5" }, tag_selectors: [] };

type Value = (asked: Asked, path: string) => unknown;

const BODIES: Record<string, Value> = {
  CreateNamespace: () => ({ namespace: "made" }),
  CreateRepo: () => ({ repository: "made", is_public: false }),
  UpdateRepo: ({ image }) => ({ is_public: image === "plaza" }),
  CreateRepoTag: () => ({ source_tag: "v1", destination_tag: "v2", override: true }),
  CreateNamespaceAuth: ({ scene }) => [grant(scene.spare)],
  UpdateNamespaceAuth: ({ scene }) => [grant(scene.granted)],
  DeleteNamespaceAuth: ({ scene }) => [scene.granted.id],
  CreateUserRepositoryAuth: ({ scene }) => [grant(scene.spare)],
  UpdateUserRepositoryAuth: ({ scene }) => [grant(scene.granted)],
  DeleteUserRepositoryAuth: ({ scene }) => [scene.granted.id],
  CreateRepoDomains: ({ cast }) => ({ ...terms, permit: "read", access_domain: cast.newcomer.accountName }),
  UpdateRepoDomains: () => ({ ...terms, permit: "read" }),
  CreateRepoShare: ({ cast }) => ({
    ...terms,
    permission: "read",
    share_type: "account",
    share_principals: [cast.newcomer.accountId],
  }),
  UpdateRepoShare: () => ({ ...terms, permission: "read" }),
  CreateRetention: async ({ cast }) => {
    await cast.service.deps.db.deleteFrom("retentions").execute();
    return { algorithm: "or", rules: [RULE] };
  },
  UpdateRetention: () => ({ algorithm: "or", rules: [RULE] }),
  PreviewRetention: () => ({ rule: RULE }),
  CreateTrigger: async ({ cast }) => {
    await cast.service.deps.db.deleteFrom("triggers").execute();
    return TRIGGER;
  },
  UpdateTrigger: () => ({ enable: "false" }),
  ChangeTrigger: () => TRIGGER,
  ReadKubeconfig: () => ({ kubeconfig: kubeconfigFor("token") }),
  AddClusters: async ({ cast }) => {
    await cast.service.deps.db.deleteFrom("clusters").execute();
    return { kubeconfig: kubeconfigFor("token", { name: "made" }), contexts: ["made"] };
  },
  TestCluster: () => ({}),
  CreateImageSyncRepo: async ({ cast }) => {
    await cast.service.deps.db.deleteFrom("sync_rules").execute();
    return REMOTE;
  },
  DeleteImageSyncRepo: () => REMOTE,
  CreateManualImageSyncRepo: () => ({ ...REMOTE, imageTag: ["v1"] }),
  CreateSyncRules: ({ image }) => ({ ...WANTED, images: [{ namespace: "team", repository: image }] }),
  SyncPresentTags: () => WANTED,
  AddRegion: async ({ cast }) => {
    await cast.service.deps.db.deleteFrom("regions").execute();
    return NEW_REGION;
  },
  CreateWebhook: ({ image }) => ({ namespace: "team", repository: image, ...WEBHOOK }),
  UpdateWebhook: () => ({ enabled: false }),
  CreateUser: () => ({ user: { name: "made", password: TEST_PASSWORD } }),
  UpdateUser: () => ({ user: { description: "changed" } }),
  KeystoneUpdateUserPassword: () => ({
    user: { original_password: TEST_PASSWORD, password: `${TEST_PASSWORD}!` },
  }),
  CreatePermanentAccessKey: ({ scene }) => ({ credential: { user_id: scene.spare.id } }),
  UpdatePermanentAccessKey: () => ({ credential: { description: "changed" } }),
  CreateSession: ({ member }) => ({
    account: member.user?.accountName ?? "local",
    user: member.user?.name ?? "nobody",
    password: TEST_PASSWORD,
  }),
  UpdateOrganizationQuota: () => ({ quota_bytes: null }),
  UpdateSession: async (asked) => ({ project_id: await projectOf(asked) }),
};

const QUERIES: Record<string, Value> = {
  ListNamespaces: () => "filter=mode::visible",
  ListSharedReposDetails: () => "center=thirdparty",
  ListSharedRepoDetails: () => "shared_by=thirdparty",
  Search: ({ image }) => `q=${image}`,
  ListShares: ({ member }) => `direction=${member.user?.accountName === "local" ? "out" : "in"}`,
  ListImageMarks: ({ scene, image }) => `ids=${scene.images[image]}`,
  ListUserHoldings: ({ scene }) => `ids=${scene.spare.id}`,
  // The registry's rows log in with them.
  EndTemporaryLogins: () => "access_key=none",
  ListPermissions: ({ image }) => `namespace=team&repository=${image}`,
  ListGrantableUsers: ({ image }) => `namespace=team&repository=${image}`,
  ShowSyncJob: () => "filter=limit::10|offset::0",
  ListClusterWorkloads: () => "cluster_ns=team-a",
  ListWebhooks: ({ image }) => `namespace=team&repository=${image}`,
};

const PARAMETERS: Record<string, Value> = {
  namespace: () => "team",
  repository: ({ image }) => image,
  tag: () => "v1",
  access_domain: ({ cast }) => cast.partner.accountName,
  share_id: ({ scene }) => scene.shareRule,
  trigger: () => "deploy",
  firing_id: ({ scene, image }) => scene.firings[image],
  cluster_id: ({ scene }) => scene.cluster,
  region_id: () => TARGET.region_id,
  record_id: ({ scene, image }, path) => scene.syncs[image][path.endsWith("/cancel") ? "waiting" : "failed"],
  webhook_id: ({ image }) => `${image}-hook`,
  delivery_id: ({ scene, image }) => scene.deliveries[image],
  retention_id: ({ scene, image }) => scene.retentions[image],
  user_id: ({ scene }) => scene.spare.id,
  access_key: ({ scene }) => scene.accessKey,
  project_id: projectOf,
  resource_type: () => "store",
  frequency: () => "daily",
  api_version: () => "v2",
};

async function projectOf({ cast, member }: Asked): Promise<string> {
  const { id } = await cast.service.deps.db
    .selectFrom("projects")
    .select("id")
    .where("account_id", "=", (member.user ?? cast.service.admin).accountId)
    .executeTakeFirstOrThrow();
  return id;
}

function rowsOf(
  table: Record<string, Operation>,
  way: "token" | "session",
  isCarried: (id: string) => boolean,
): Row[] {
  return Object.entries(table)
    .filter(([id]) => isCarried(id))
    .map(([id, { group, method, path, body: bodySchema }]) => ({
      group,
      name: id,
      isOfImage: /{repository}|{webhook_id}/.test(path) || OF_IMAGE_BY_QUERY.includes(id),
      changes: PREPARED.includes(id)
        ? "always"
        : method === "POST" || method === "DELETE"
          ? "by success"
          : "never",
      async ask(asked) {
        const query = await QUERIES[id]?.(asked, path);
        const body = await BODIES[id]?.(asked, path);
        if (!bodySchema.safeParse(body).success)
          throw new Error(`which body has ${id}? BODIES in this file does not say`);
        // Signing in and out ends the session it comes with: not the one of the next row.
        const headers =
          path === SESSION_PATH && method !== "GET" ? await freshSession(asked) : asked.member.headers[way];
        return asked.cast.service.app.request(
          (await filled(EMPTY_ONLY.includes(id) ? path.replace("{namespace}", "empty") : path, asked)) +
            (query === undefined ? "" : `?${query}`),
          { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) },
        );
      },
    }));
}

/** Of a disabled user there is no new one, and the old one counts for nothing. */
async function freshSession({ cast: { service }, member: { user, headers } }: Asked) {
  const enabled = user && (await service.caller(user).catch(() => undefined));
  return enabled ? service.signIn(user) : headers.session;
}

async function filled(path: string, asked: Asked): Promise<string> {
  let text = path;
  for (const [all, name = ""] of path.matchAll(/\{(\w+)\}/g)) {
    const value = PARAMETERS[name];
    if (!value) throw new Error(`what is to stand for ${all}? PARAMETERS in this file does not say`);
    text = text.replace(all, String(await value(asked, path)));
  }
  return text;
}

type Route = [method: string, path: (asked: Asked) => string, init?: (asked: Asked) => RequestInit];

function registryRows(): Row[] {
  const manifest = ({ scene }: Asked): RequestInit => ({
    body: scene.manifest,
    headers: { "content-type": MEDIA_TYPE.ociManifest },
  });
  const at =
    (rest: (scene: Scene) => string) =>
    ({ image, scene }: Asked) =>
      `/v2/team/${image}/${rest(scene)}`;
  const tags = at(() => "tags/list");
  const tag = at(() => "manifests/v1");
  const digest = at((scene) => `manifests/${scene.manifestDigest}`);
  const referrers = at((scene) => `referrers/${scene.manifestDigest}`);
  const blob = at((scene) => `blobs/${scene.layer}`);
  /** Another would not come back with the images. */
  const absentBlob = at(() => `blobs/sha256:${"0".repeat(64)}`);
  const uploads = at(() => "blobs/uploads/");
  const upload = at((scene) => `blobs/uploads/${scene.upload}`);
  const mount = at((scene) => `blobs/uploads/?mount=${scene.layer}&from=team/plaza`);
  const routes: Record<string, Route> = {
    "GET /v2/": ["GET", () => "/v2/"],
    "GET _catalog": ["GET", () => "/v2/_catalog"],
    "GET tags/list": ["GET", tags],
    "GET manifests/{tag}": ["GET", tag],
    "HEAD manifests/{tag}": ["HEAD", tag],
    "GET manifests/{digest}": ["GET", digest],
    "PUT manifests/{tag}": ["PUT", tag, manifest],
    "PUT manifests/{digest}": ["PUT", digest, manifest],
    "DELETE manifests/{tag}": ["DELETE", tag],
    "DELETE manifests/{digest}": ["DELETE", digest],
    "GET referrers/{digest}": ["GET", referrers],
    "GET blobs/{digest}": ["GET", blob],
    "HEAD blobs/{digest}": ["HEAD", blob],
    "DELETE blobs/{digest}": ["DELETE", absentBlob],
    "POST blobs/uploads/": ["POST", uploads],
    "POST blobs/uploads/?mount&from": ["POST", mount],
    "GET blobs/uploads/{id}": ["GET", upload],
    "PATCH blobs/uploads/{id}": ["PATCH", upload, () => ({ body: "x" })],
    "PUT blobs/uploads/{id}": [
      "PUT",
      (asked) => `${upload(asked)}?digest=${asked.scene.layer}`,
      ({ scene }) => ({ body: scene.layerBytes }),
    ],
    "DELETE blobs/uploads/{id}": ["DELETE", upload],
    "POST blobs/uploads/ (first push)": ["POST", () => "/v2/team/ghost/blobs/uploads/"],
  };
  const harbor: Record<string, Route> = {
    "GET dockyard/visible/namespaces": ["GET", () => "/dockyard/v2/visible/namespaces"],
    "GET dockyard/namespaces/{namespace}": ["GET", () => "/dockyard/v2/namespaces/team"],
    "GET dockyard/repositories": ["GET", () => "/dockyard/v2/repositories?filter=center::self"],
    "POST dockyard/namespaces": [
      "POST",
      () => "/dockyard/v2/namespaces",
      () => ({ body: '{"namespace":"made"}' }),
    ],
  };
  return [
    ...routeRows("Harbor's adapter", harbor, registryAsClient),
    ...routeRows("Registry, by a client", routes, registryAsClient),
    ...routeRows("Registry, by the console", routes, registryAsConsole),
    ...["pull", "push", "delete"].map((action) =>
      tokenRow(`repository:{image}:${action}`, ({ image }) => `repository:team/${image}:${action}`),
    ),
    tokenRow("repository:{image}:*", ({ image }) => `repository:team/${image}:*`),
    tokenRow("repository:{new image}:pull,push", () => "repository:team/ghost:pull,push"),
    tokenRow("registry:catalog:*", () => "registry:catalog:*"),
  ];
}

function routeRows(
  group: string,
  routes: Record<string, Route>,
  send: (asked: Asked, path: string, init: RequestInit) => Promise<Response>,
): Row[] {
  return Object.entries(routes).map(([name, [method, path, init]]) => ({
    group,
    name,
    isOfImage: !NOT_OF_IMAGE.test(name),
    changes:
      method === "DELETE" ||
      name === "POST dockyard/namespaces" ||
      (name.endsWith("uploads/{id}") && method !== "GET")
        ? "by success"
        : "never",
    ask: async (asked) => send(asked, path(asked), { ...init?.(asked), method }),
  }));
}

async function registryAsClient(asked: Asked, path: string, init: RequestInit): Promise<Response> {
  const { service } = asked.cast;
  const login = asked.member.user ? asked.member.headers.login : await anonymous(asked);
  return service.app.request(path, { ...init, headers: { ...init.headers, ...login } });
}

/** What a client does that has no login: it gets a token that is good for what is public. */
async function anonymous({ cast, image }: Asked): Promise<Record<string, string>> {
  const scope = `repository:team/${image}:pull,push,delete registry:catalog:*`;
  const answer = await cast.service.app.request(`/v2/token?scope=${encodeURIComponent(scope)}`);
  return { authorization: `Bearer ${((await answer.json()) as { token: string }).token}` };
}

async function registryAsConsole({ cast, member }: Asked, path: string, init: RequestInit) {
  const headers = { ...init.headers, ...member.headers.session };
  return cast.service.app.request(CONSOLE_REGISTRY_PREFIX + path, { ...init, headers });
}

/** Answers what the token is good for, where there is one. */
function tokenRow(name: string, scope: (asked: Asked) => string): Row {
  return {
    group: "Tokens of the registry",
    name,
    isOfImage: name.includes("{image}"),
    changes: "never",
    async ask(asked) {
      const answer = await asked.cast.service.app.request(
        `/v2/token?scope=${encodeURIComponent(scope(asked))}`,
        { headers: asked.member.headers.login },
      );
      if (!answer.ok) return answer;
      const { token } = (await answer.json()) as { token: string };
      const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as {
        access: { actions: string[] }[];
      };
      return new Response(claims.access.map(({ actions }) => actions.join(",") || "nothing").join(" "), {
        headers: { "x-granted": "1" },
      });
    },
  };
}
