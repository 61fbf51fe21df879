/** What the request schemas let through. Names of organizations and images are the service's to check. */
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { type OperationId, operations } from "../operations.ts";

const grant = { user_id: "u1", user_name: "alice", auth: 3 };
const share = { permit: "read", deadline: "forever" };
const byName = { ...share, access_domain: "partner" };
const rule = { share_type: "account", share_principals: ["a1"], permission: "read", deadline: "forever" };
const target = { remoteRegionId: "r2", remoteNamespace: "group" };
const trigger = {
  name: "deploy-1",
  action: "update",
  app_type: "deployments",
  application: "web",
  cluster_ns: "default",
  cluster_id: "c1",
  trigger_type: "all",
  condition: ".*",
  enable: "true",
};

function policy(template: string, params: object, tag_selectors: unknown = []) {
  return { algorithm: "or", rules: [{ template, params, tag_selectors }] };
}

const age = (days: unknown) => policy("date_rule", { days });
const number = (num: unknown) => policy("tag_rule", { num });

type Cases = [id: OperationId, part: "body" | "query" | "params", accepted: unknown[], refused: unknown[]];

const image = { namespace: "group", repository: "web" };

const cases: Cases[] = [
  [
    "CreateNamespaceAuth",
    "body",
    [
      [grant],
      [
        { ...grant, auth: 7 },
        { ...grant, user_id: "u2", auth: 1 },
      ],
    ],
    [
      grant,
      [],
      [{ ...grant, auth: 2 }],
      [{ ...grant, auth: "3" }],
      [{ ...grant, user_id: "" }],
      [{ auth: 3 }],
      [grant, { ...grant, auth: 7 }],
    ],
  ],
  [
    "DeleteUserRepositoryAuth",
    "body",
    [["u1"], ["u1", "u2"]],
    [[], [""], ["u1", "u1"], [{ user_id: "u1" }], "u1", undefined],
  ],
  [
    "CreateRepo",
    "body",
    [
      { repository: "a/b", is_public: false },
      { repository: "a", is_public: true, category: "arm" },
    ],
    [
      { repository: "a" },
      { repository: "a", is_public: "true" },
      { repository: "a", is_public: true, category: "x" },
    ],
  ],
  [
    "UpdateRepo",
    "body",
    [{ is_public: true, description: "x".repeat(30_000) }],
    [{ description: "x" }, { is_public: true, description: "x".repeat(30_001) }],
  ],
  [
    "CreateRepoTag",
    "body",
    [{ source_tag: "v1", destination_tag: "Latest_1.0", override: true }],
    [
      { source_tag: "v1" },
      { source_tag: "v1", destination_tag: "-x" },
      { source_tag: "v1", destination_tag: "a/b" },
    ],
  ],
  [
    "CreateRepoDomains",
    "body",
    [
      byName,
      { ...byName, deadline: "2026-04-28T00:00:00Z" },
      { ...byName, deadline: "2026-04-28T09:18:19.83031Z" },
    ],
    [
      share,
      { ...byName, permit: "write" },
      { ...byName, deadline: "2026-04-28" },
      { ...byName, deadline: "2026-02-30T00:00:00Z" },
      { ...byName, deadline: "2026-04-28T00:00:00+08:00" },
      { ...byName, description: "x".repeat(1001) },
    ],
  ],
  [
    "CreateRepoShare",
    "body",
    [rule, { ...rule, share_type: "organization" }],
    [
      { ...rule, share_principals: [] },
      { ...rule, share_type: "user" },
      { ...rule, permission: "pull" },
    ],
  ],
  [
    "CreateImageSyncRepo",
    "body",
    [target, { ...target, syncAuto: true }],
    [{ ...target, override: "true" }, {}],
  ],
  [
    "CreateManualImageSyncRepo",
    "body",
    [{ ...target, imageTag: ["v1"] }],
    [{ ...target, imageTag: [] }, { ...target, imageTag: "v1" }, target],
  ],
  [
    "CreateTrigger",
    "body",
    [
      trigger,
      { ...trigger, name: "a".repeat(64) },
      { ...trigger, trigger_mode: "cci", cluster_id: "" },
      { ...trigger, trigger_type: "tag", condition: "v1;v2" },
    ],
    [
      { ...trigger, name: "1a" },
      { ...trigger, name: "a.b" },
      { ...trigger, name: "a".repeat(65) },
      { ...trigger, name: "deploy\n" },
      { ...trigger, action: "delete" },
      { ...trigger, app_type: "daemonsets" },
      { ...trigger, trigger_type: "some" },
      { ...trigger, enable: true },
      { ...trigger, cluster_id: "" },
      { ...trigger, condition: "" },
    ],
  ],
  ["UpdateTrigger", "body", [{ enable: "false" }], [{ enable: false }, {}]],
  [
    "CreateRetention",
    "body",
    [
      age("1"),
      age("365"),
      number("1000"),
      policy("tag_rule", { num: "7" }, [
        { kind: "label", pattern: "latest" },
        { kind: "regexp", pattern: "^v" },
      ]),
    ],
    [
      age("0"),
      age("366"),
      age(30),
      age("030"),
      age("1e2"),
      number("1001"),
      number("-1"),
      policy("date_rule", { num: "7" }),
      policy("size_rule", { num: "7" }),
      policy("tag_rule", { num: "7" }, [{ kind: "label", pattern: "" }]),
      policy("tag_rule", { num: "7" }, null),
      { algorithm: "and", rules: age("30").rules },
      { algorithm: "or", rules: [] },
      { algorithm: "or", rules: [...age("30").rules, ...number("7").rules] },
    ],
  ],
  ["ShowSyncJob", "query", [{ filter: "limit::10|offset::0" }], [{}, { limit: "10", offset: "0" }]],
  ["ListRepoDetails", "query", [{ is_public: "false", marker: "12" }], [{ is_public: "0" }, { marker: "a" }]],
  ["ListSharedRepoDetails", "query", [{ shared_by: "self" }], [{}, { shared_by: "all" }]],
  ["ListRepoAccessories", "query", [{ limit: "100" }], [{ limit: "101" }, { limit: "0" }]],
  ["ListReferences", "query", [{ limit: "10" }], [{ limit: "11" }]],
  [
    "CreateSecret",
    "query",
    [{ duration_seconds: "900" }],
    [{ duration_seconds: "899" }, { duration_seconds: "86401" }],
  ],
  [
    "ShowRetention",
    "params",
    [{ ...image, retention_id: "7" }],
    [
      { ...image, retention_id: "x" },
      { ...image, retention_id: "0" },
    ],
  ],
  [
    "ShowDomainResourceReports",
    "params",
    [{ resource_type: "downflow", frequency: "daily" }],
    [
      { resource_type: "cpu", frequency: "daily" },
      { resource_type: "store", frequency: "weekly" },
    ],
  ],
  [
    "ShowApiVersion",
    "params",
    [{ api_version: "v2" }],
    [{ api_version: "images" }, { api_version: "version" }],
  ],
];

describe.each(cases)("%s %s", (id, part, accepted, refused) => {
  const schema: z.ZodType = operations[id][part];

  test.each(accepted.map((value) => JSON.stringify(value)))("takes %.120s", (text) => {
    expect(schema.safeParse(JSON.parse(text)).error).toBeUndefined();
  });

  test.each(refused.map((value) => JSON.stringify(value ?? null)))("refuses %.120s", (text) => {
    expect(schema.safeParse(JSON.parse(text)).success).toBe(false);
  });
});

test("fields nobody knows are ignored", () => {
  expect(operations.UpdateTrigger.body.parse({ enable: "true", name: "other" })).toEqual({ enable: "true" });
});

test("the SDKs' spelling of a category becomes the pages'", () => {
  const body = operations.UpdateRepo.body.parse({ is_public: true, category: "arms" });
  expect(body).toEqual({ is_public: true, category: "arm" });
});

test("flags and markers of v3 arrive as values", () => {
  const query = operations.ListRepoDetails.query.parse({ is_public: "false", marker: "12", limit: "5" });
  expect(query).toEqual({ is_public: false, marker: 12, limit: 5 });
});
