import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDataFolder } from "./data-folder.ts";

let parent: string;
let path: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "swr-data-"));
  path = join(parent, "deep", "data");
});
afterEach(() => rm(parent, { recursive: true }));

const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

test("only the owner may look into the folder and its files", async () => {
  const folder = openDataFolder(path);
  expect(await modeOf(path)).toBe(0o700);
  expect(await modeOf(join(path, "signing.key"))).toBe(0o600);
  await writeFile(folder.database, "");
  expect(await modeOf(folder.database)).toBe(0o600);
  folder.unlock();
  await chmod(path, 0o755);
  openDataFolder(path).unlock();
  expect(await modeOf(path)).toBe(0o700);
});

test("the signing key is made once", async () => {
  const first = openDataFolder(path);
  first.unlock();
  const second = openDataFolder(path);
  second.unlock();
  expect(first.signingKey).toHaveLength(32);
  expect(second.signingKey).toEqual(first.signingKey);
  expect(await readFile(join(path, "signing.key"))).toEqual(Buffer.from(first.signingKey));
});

test("a damaged signing key stops the start", async () => {
  openDataFolder(path).unlock();
  await writeFile(join(path, "signing.key"), "short");
  expect(() => openDataFolder(path)).toThrow("does not hold 32 bytes");
});

test("a second service on the folder is refused until the first has let go", () => {
  const first = openDataFolder(path);
  expect(() => openDataFolder(path)).toThrow("SWR_DATA_DIR is in use");
  first.unlock();
  openDataFolder(path).unlock();
});

test("a folder that cannot be is named in one line", async () => {
  await writeFile(join(parent, "file"), "");
  expect(() => openDataFolder(join(parent, "file", "data"))).toThrow(/^SWR_DATA_DIR cannot be used: [^\n]+$/);
});
