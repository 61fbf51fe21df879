import { afterEach, beforeEach, expect, test } from "vitest";
import {
  prepareManifest,
  putManifest,
  startTestRegistry,
  type TestRegistry,
} from "../../tests/support/registry.ts";
import { followTables } from "./link-files.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startTestRegistry();
});
afterEach(() => registry.close());

test("changes of one tag are followed one after the other", async () => {
  for (let seed = 1; seed <= 8; seed++) {
    await putManifest(
      registry,
      "team/app",
      "v1",
      (await prepareManifest(registry, "team/app", [seed])).content,
    );
  }
  const { links, db } = registry.deps;
  const writing = new Map<string, number>();
  let most = 0;
  await followTables({
    db,
    links: {
      ...links,
      async write(path, bytes) {
        const [tag = ""] = /_manifests\/tags\/[^/]+/.exec(path) ?? [];
        writing.set(tag, (writing.get(tag) ?? 0) + 1);
        if (tag !== "") most = Math.max(most, writing.get(tag) ?? 0);
        await links.write(path, bytes);
        writing.set(tag, (writing.get(tag) ?? 1) - 1);
      },
    },
  });
  expect(most).toBe(1);
});
