import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("without any variable the service is local and makes up a password", () => {
  const { service, ...rest } = readConfig({ PATH: "/bin", SWR_PORT: "" });
  expect(rest).toEqual({
    host: "127.0.0.1",
    port: 8080,
    dataDir: "./data",
    publicUrl: undefined,
    trustProxy: false,
    metrics: false,
    outboundAllow: [],
    kubeconfig: undefined,
    administrator: { account: "local", user: "admin", password: undefined },
  });
  expect(service).toMatchObject({ region: "local-1", sessionIdleMs: 1_800_000, sessionMaxMs: 86_400_000 });
});

test("each variable sets its value", () => {
  const config = readConfig({
    SWR_HOST: "::",
    SWR_PORT: "0",
    SWR_DATA_DIR: "/srv/swr",
    SWR_ADMIN_ACCOUNT: "华东 team",
    SWR_ADMIN_USER: "root",
    SWR_ADMIN_PASSWORD: " spaces count ",
    SWR_PUBLIC_URL: "https://Registry.example:8443/",
    SWR_TRUST_PROXY: "true",
    SWR_METRICS: "true",
    SWR_KUBECONFIG: "/etc/swr/kubeconfig",
    SWR_KUBECONFIG_ACCOUNTS: "local, 华东 team",
    SWR_OUTBOUND_ALLOW: "10.0.0.0/8, fd00::1",
    SWR_SESSION_IDLE_MINUTES: "5",
    SWR_UNTAGGED_DAYS: "0",
    SWR_UPLOADS_PER_ACCOUNT: "7",
    SWR_ALLOW_SPARSE_INDEXES: "true",
  });
  expect(config).toMatchObject({
    host: "::",
    port: 0,
    dataDir: "/srv/swr",
    publicUrl: "https://registry.example:8443",
    trustProxy: true,
    metrics: true,
    kubeconfig: "/etc/swr/kubeconfig",
    outboundAllow: ["10.0.0.0/8", "fd00::1"],
    administrator: { account: "华东 team", user: "root", password: " spaces count " },
  });
  expect(config.service).toMatchObject({
    sessionIdleMs: 300_000,
    untaggedDays: 0,
    uploadsPerAccount: 7,
    clusterAccounts: ["local", "华东 team"],
    allowSparseIndexes: true,
  });
});

test.each([
  ["SWR_PORT", "http"],
  ["SWR_PORT", "65536"],
  ["SWR_PORT", "-1"],
  ["SWR_PORT", "80.5"],
  ["SWR_HOST", "http://localhost"],
  ["SWR_ADMIN_ACCOUNT", " local"],
  ["SWR_ADMIN_ACCOUNT", "x".repeat(65)],
  ["SWR_ADMIN_USER", "a\nb"],
  ["SWR_ADMIN_PASSWORD", "short"],
  ["SWR_PUBLIC_URL", "registry.example"],
  ["SWR_PUBLIC_URL", "ftp://registry.example"],
  ["SWR_PUBLIC_URL", "https://"],
  ["SWR_PUBLIC_URL", "https://registry.example/console"],
  ["SWR_PUBLIC_URL", "https://registry.example/?a=b"],
  ["SWR_PUBLIC_URL", "https://registry.example/#a"],
  ["SWR_PUBLIC_URL", "https://user:secret@registry.example"],
  ["SWR_OUTBOUND_ALLOW", "10.0.0.0/33"],
  ["SWR_OUTBOUND_ALLOW", "intranet.example"],
  ["SWR_OUTBOUND_ALLOW", "10.0.0.0/8,"],
  ["SWR_TRUST_PROXY", "yes"],
  ["SWR_METRICS", "1"],
  ["SWR_SESSION_IDLE_MINUTES", "0"],
  ["SWR_SESSION_IDLE_MINUTES", "1441"],
  ["SWR_UPLOADS_PER_ACCOUNT", "0"],
  ["SWR_UPLOADS_PER_ACCOUNT", "1001"],
  ["SWR_UNTAGGED_DAYS", "-1"],
  ["SWR_UNTAGGED_DAYS", "3651"],
])("%s=%s stops the start with a line that names it and does not repeat it", (variable, value) => {
  const start = () => readConfig({ [variable]: value });
  expect(start).toThrow(new RegExp(`^${variable} must [^\\n]+$`));
  if (variable === "SWR_ADMIN_PASSWORD") expect(start).not.toThrow(value);
});
