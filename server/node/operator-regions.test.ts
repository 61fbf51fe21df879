import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readOperatorRegions } from "./operator-regions.ts";
import { StartError } from "./start-error.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "swr-regions-"));
  await writeFile(join(folder, "sk"), "secret-key\n");
  await writeFile(join(folder, "ca.pem"), "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const REGION = {
  id: "dr",
  registry: "dr.example",
  projectId: "local-1",
  accessKey: "AK",
  secretKeyFile: "sk",
};

async function read(content: unknown): Promise<ReturnType<typeof readOperatorRegions>> {
  const path = join(folder, "regions.yaml");
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return readOperatorRegions(path);
}

test("each entry is a region, with the files it names beside the list", async () => {
  const yaml = `
- id: dr
  name: Second site
  registry: https://dr.example:8443
  api: http://api.dr.example
  projectId: local-1
  accessKey: AK
  secretKeyFile: sk
  caFile: ca.pem
`;
  expect(await read(yaml)).toEqual([
    {
      id: "dr",
      name: "Second site",
      registry: "https://dr.example:8443",
      api: "http://api.dr.example",
      project: "local-1",
      accessKey: "AK",
      secretKey: "secret-key",
      ca: expect.stringContaining("BEGIN CERTIFICATE"),
      isOperators: true,
    },
  ]);
  expect(await read([REGION])).toMatchObject([
    { name: "dr", registry: "https://dr.example", api: undefined },
  ]);
  expect(readOperatorRegions(undefined)).toEqual([]);
});

test.each<[string, unknown]>([
  ["no list", { regions: [] }],
  ["no YAML", "- [secret-key"],
  ["no address", [{ ...REGION, registry: "https://dr.example/path" }]],
  ["a key in the list itself", [{ ...REGION, secretKey: "secret-key" }]],
  ["two of one id", [REGION, REGION]],
  ["a file that is not there", [{ ...REGION, secretKeyFile: "none" }]],
  ["a file that is no certificate", [{ ...REGION, caFile: "sk" }]],
])("%s stops the start by the variable's name, without a secret", async (_, content) => {
  await expect(read(content)).rejects.toThrow(StartError);
  await expect(read(content)).rejects.toThrow(/^SWR_REGIONS_FILE (?!.*secret-key)/);
});
