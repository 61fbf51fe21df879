import { expect, test } from "vitest";
import { isRetargeted, nameProblem, settingsOf, valuesOf } from "./rules.ts";

test.each([
  ["", "empty"],
  ["x".repeat(65), "too_long"],
  ["1st", "bad_start"],
  ["-a", "bad_start"],
  ["a.b", "bad_character"],
  ["名", "bad_start"],
  ["a--b", "separators"],
  ["a_-b", "separators"],
  ["a-", "separators"],
  ["there", "taken"],
  ["x".repeat(64), undefined],
  ["All_tags-2", undefined],
] as const)("a trigger named %j: %s", (name, problem) => {
  expect(nameProblem(name, ["there"])).toBe(problem);
});

const ENTRY = {
  namespace: "team",
  repository: "app",
  name: "deploy",
  enabled: true,
  trigger_type: "tag" as const,
  condition: "v1;v2",
  cluster_id: "c1",
  cluster_name: "prod",
  has_cluster: true,
  cluster_ns: "team-a",
  app_type: "statefulsets" as const,
  application: "db.main",
  container: "app;init",
  creator_name: "admin",
  created_at: "2026-03-01T08:00:00.000Z",
  last_firing: null,
};

test("the form sends back what it was given", () => {
  const {
    name,
    trigger_type,
    condition,
    cluster_id,
    cluster_name,
    cluster_ns,
    app_type,
    application,
    container,
  } = ENTRY;
  expect(settingsOf(valuesOf(ENTRY), "prod")).toEqual({
    ...{
      name,
      trigger_type,
      condition,
      cluster_id,
      cluster_name,
      cluster_ns,
      app_type,
      application,
      container,
    },
    action: "update",
    trigger_mode: "cce",
    enable: "true",
  });
  expect(settingsOf(valuesOf({ ...ENTRY, container: "" }), "prod").container).toBe("");
});

test("another workload is another trigger, other containers are not", () => {
  const before = valuesOf(ENTRY);
  expect(isRetargeted(before, { ...before, name: "other", containers: ["app"] })).toBe(false);
  expect(isRetargeted(before, { ...before, workload: "deployments/db.main" })).toBe(true);
});
