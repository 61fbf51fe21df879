import * as swr from "@huaweicloud/huaweicloud-sdk-swr";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OperationId, operations } from "../core/operations.ts";
import { handlers } from "../server/handlers.ts";
import { isCarried } from "../server/operations.ts";
import { answerOf, type SdkService, startSdkService } from "./sdk.ts";
import { addAccessKey, signLikeGo } from "./support/access-keys.ts";

type Call = (request: object) => Promise<object>;

const methods = Object.getOwnPropertyNames(swr.SwrClient.prototype).filter(
  (name) => !["constructor", "getPath"].includes(name),
);

/** Something for every path parameter and every field that the SDK insists on. */
const ANY_VALUES = {
  namespace: "team",
  repository: "app$web",
  tag: "v1",
  trigger: "deploy",
  retentionId: "1",
  accessDomain: "other",
  center: "self",
  apiVersion: "v2",
  filter: "jobId::1",
  resourceType: "store",
  frequency: "daily",
  body: ["not what the operation wants"],
};

/** Of what the call wants, not of who calls. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 401;
}

describe("each call of the SDK", () => {
  let service: SdkService;
  let client: swr.SwrClient;
  beforeAll(async () => {
    service = await startSdkService();
    client = await service.client();
  });
  afterAll(() => service.close());

  test("there are 49", () => expect(methods).toHaveLength(49));

  test.each(methods)("%s reaches its operation by its signature", async (method) => {
    const id = `${method.charAt(0).toUpperCase()}${method.slice(1)}`;
    const Request = (swr as unknown as Record<string, new () => object>)[`${id}Request`];
    if (!Request) throw new Error(`the SDK has no ${id}Request`);
    const request = Object.assign(new Request(), ANY_VALUES);
    const call = (client as unknown as Record<string, Call>)[method] as Call;
    const { status } = await answerOf(call.call(client, request));
    expect(operations).toHaveProperty(id);
    if (!isCarried(handlers, id as OperationId)) expect(status).toBe(501);
    else
      expect(status).toSatisfy(
        (value) => value === operations[id as OperationId].success || isRefusal(value),
      );
  });
});

describe("what the service carries", () => {
  let service: SdkService;
  let client: swr.SwrClient;
  beforeEach(async () => {
    service = await startSdkService();
    client = await service.client();
  });
  afterEach(() => service.close());

  /** The status and the shape the operation promises. */
  async function succeeds(id: OperationId, call: Promise<object>): Promise<Record<string, unknown>> {
    const { status, body } = await answerOf(call);
    expect(status).toBe(operations[id].success);
    const shape = operations[id].response;
    if (!shape.safeParse(undefined).success) expect(shape.safeParse(body).error).toBeUndefined();
    return body;
  }

  test("organizations: create, list, show, delete", async () => {
    const body = new swr.CreateNamespaceRequestBody().withNamespace("team");
    await succeeds(
      "CreateNamespace",
      client.createNamespace(new swr.CreateNamespaceRequest().withBody(body)),
    );
    const list = new swr.ListNamespacesRequest().withFilter("namespace::te|mode::visible");
    expect(await succeeds("ListNamespaces", client.listNamespaces(list))).toMatchObject({
      namespaces: [{ name: "team", creator_name: "admin" }],
    });
    const show = new swr.ShowNamespaceRequest().withNamespace("team");
    expect(await succeeds("ShowNamespace", client.showNamespace(show))).toMatchObject({ name: "team" });
    const remove = new swr.DeleteNamespacesRequest().withNamespace("team");
    await succeeds("DeleteNamespaces", client.deleteNamespaces(remove));
    const again = await answerOf(client.showNamespace(show));
    expect(again).toMatchObject({ status: 404, errorCode: "SVCSTG.SWR.4040058" });
  });

  test("images: a name with a slash, a filter with separators, delete", async () => {
    const team = await service.createOrganization("team");
    await service.createImage(team, "shop/web");
    await service.createImage(team, "shop/api");
    const list = new swr.ListReposDetailsRequest().withFilter(
      "namespace::team|name::shop/w|limit::10|offset::0",
    );
    const { body, status } = await answerOf(client.listReposDetails(list));
    expect({ status, first: body[0 as unknown as string] }).toMatchObject({
      status: 200,
      first: { name: "shop/web", namespace: "team" },
    });
    const show = new swr.ShowRepositoryRequest().withNamespace("team").withRepository("shop$web");
    expect(await succeeds("ShowRepository", client.showRepository(show))).toMatchObject({ name: "shop/web" });
    const remove = new swr.DeleteRepoRequest().withNamespace("team").withRepository("shop$web");
    await succeeds("DeleteRepo", client.deleteRepo(remove));
    expect(await answerOf(client.showRepository(show))).toMatchObject({ status: 404 });
  });

  test("tags: list", async () => {
    await service.createImage(await service.createOrganization("team"), "shop/web");
    const list = new swr.ListRepositoryTagsRequest().withNamespace("team").withRepository("shop$web");
    expect(await answerOf(client.listRepositoryTags(list))).toMatchObject({ status: 200 });
  });

  test("a login command", async () => {
    const request = new swr.CreateSecretRequest().withProjectname("local-1");
    const { auths } = (await succeeds("CreateSecret", client.createSecret(request))) as { auths: object };
    expect(Object.keys(auths)).toEqual([new URL(service.origin).host]);
  });

  test("a key does what its user may", async () => {
    await service.createOrganization("team");
    const member = await service.client(await service.createUser("member"));
    const remove = new swr.DeleteNamespacesRequest().withNamespace("team");
    expect(await answerOf(member.deleteNamespaces(remove))).toMatchObject({
      status: 403,
    });
    await service.deps.db.updateTable("access_keys").set({ is_active: 0 }).execute();
    expect(await answerOf(client.deleteNamespaces(remove))).toMatchObject({
      status: 401,
      errorCode: "APIGW.0301",
    });
  });

  test("bodies in chunks, empty ones too, as Go's SDK sends them", async () => {
    const key = await addAccessKey(service, service.admin);
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const post = async (path: string, body: string) => {
      const signed = signLikeGo(key, { method: "POST", target: path, path: `${path}/`, body, date });
      const stream = new Blob([body]).stream();
      const init = { method: "POST", headers: signed, body: stream, duplex: "half" };
      return (await fetch(`${service.origin}${path}`, init as RequestInit)).status;
    };
    expect(await post("/v2/manage/utils/secret", "")).toBe(200);
    expect(await post("/v2/manage/namespaces", JSON.stringify({ namespace: "team" }))).toBe(201);
    expect(await post("/v2/manage/namespaces", " ".repeat(1024 * 1024 + 1))).toBe(400);
  });
});
