import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readOperatorClusters } from "./operator-clusters.ts";
import { StartError } from "./start-error.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "swr-kubeconfig-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const told: unknown[] = [];
const log = { info: (...parts: unknown[]) => void told.push(parts), error: () => undefined };

test("each context is a cluster by its name, with the files it names; one that cannot be used is told", async () => {
  const path = join(folder, "kubeconfig");
  await writeFile(join(folder, "ca.crt"), "-----BEGIN CERTIFICATE-----");
  await writeFile(join(folder, "token"), "secret-token\n");
  await writeFile(
    path,
    `clusters:
- { name: c, cluster: { server: "https://k8s.example:6443/", certificate-authority: ca.crt } }
users:
- { name: u, user: { tokenFile: token } }
- { name: v, user: { exec: { command: aws } } }
contexts:
- { name: prod, context: { cluster: c, user: u } }
- { name: eks, context: { cluster: c, user: v } }
`,
  );
  const connection = {
    server: "https://k8s.example:6443",
    ca: "-----BEGIN CERTIFICATE-----",
    token: "secret-token",
  };
  expect(readOperatorClusters(path, log)).toEqual([
    { id: "prod", name: "prod", connection, isOperators: true },
  ]);
  expect(told).toEqual([[expect.any(String), { context: "eks", problem: "plugin" }]]);
});

test("without the variable there is none, and a file that is none stops the start by the variable's name", async () => {
  expect(readOperatorClusters(undefined, log)).toEqual([]);
  const path = join(folder, "kubeconfig");
  await writeFile(path, "token: secret-token");
  for (const wrong of [path, join(folder, "none")]) {
    expect(() => readOperatorClusters(wrong, log)).toThrow(StartError);
    expect(() => readOperatorClusters(wrong, log)).toThrow(/^SWR_KUBECONFIG (?!.*secret-token)/);
  }
});
