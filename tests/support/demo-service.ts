/** The demo's service for component tests: the whole service behind `serve()`, with a company to look at. */
import type { Kysely } from "kysely";
import { type Answer, openDemoApp } from "../../mocks/demo-app.ts";
import { createDemoDeps } from "../../mocks/demo-deps.ts";
import { createMemoryContent, type MemoryFile } from "../../mocks/memory-content.ts";
import { prepare, type Scenario } from "../../mocks/scenarios.ts";
import type { Database } from "../../server/db/schema.ts";
import type { Deps } from "../../server/deps.ts";
import { ORIGIN } from "./console.tsx";
import { contentAfter, copyOf } from "./databases.ts";

interface Prepared {
  tables: Uint8Array;
  files: ReadonlyMap<string, MemoryFile>;
}

/** Of a copy it has to be that of the original. */
const signingKey = new Uint8Array(32).fill(7);

const prepared = new Map<Scenario, Promise<Prepared>>();

/**
 * One of the test's own, to be changed at will. A scenario is prepared once, half a second long, and copied for each
 * test, which takes some milliseconds.
 */
export async function createDemoService(scenario: Scenario = "company"): Promise<Answer> {
  const known = prepared.get(scenario) ?? prepareOnce(scenario);
  prepared.set(scenario, known);
  const { tables, files } = await known;
  return openDemoApp(depsOn(copyOf(tables), new Map(files)), scenario);
}

async function prepareOnce(scenario: Scenario): Promise<Prepared> {
  const files = new Map<string, MemoryFile>();
  const tables = await contentAfter((db) => prepare(depsOn(db, files), scenario));
  return { tables, files };
}

function depsOn(db: Kysely<Database>, files: Map<string, MemoryFile>): Deps {
  return { ...createDemoDeps(ORIGIN, db), signingKey, content: createMemoryContent(files) };
}
