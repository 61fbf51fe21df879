/** What the fuzz tests aim at: a service with something of everything, a client that sends what it is told, a dump. */
import { readdir, stat } from "node:fs/promises";
import { Agent, type OutgoingHttpHeaders, request } from "node:http";
import { join } from "node:path";
import { sql } from "kysely";
import { addAccessKey } from "../support/access-keys.ts";
import { prepareManifest, putManifest, startTestRegistry, type TestRegistry } from "../support/registry.ts";

export interface Target extends TestRegistry {
  /** Of an image `team/app` with a tag `v1`. */
  manifest: Awaited<ReturnType<typeof prepareManifest>>;
  /** Id of an upload under way in `team/app`. */
  upload: string;
  accessKey: string;
  /** Headers of an API client, and of the console. */
  client: Record<string, string>;
  console: Record<string, string>;
}

export async function startTarget(): Promise<Target> {
  const registry = await startTestRegistry();
  const manifest = await prepareManifest(registry, "team/app", [1, 2]);
  await putManifest(registry, "team/app", "v1", manifest.content);
  const upload = await registry.call("POST", "/v2/team/app/blobs/uploads/");
  return {
    ...registry,
    manifest,
    upload: upload.headers.get("docker-upload-uuid") ?? "",
    accessKey: (await addAccessKey(registry, registry.member)).id,
    client: await registry.token(),
    console: await registry.signIn(),
  };
}

export interface Shot {
  method: string;
  /** With the query, as it goes over the wire. */
  path: string;
  headers: OutgoingHttpHeaders;
  body?: string | Uint8Array | undefined;
}

export interface Hit {
  status: number;
  body: string;
}

const agent = new Agent({ keepAlive: true });

/** `fetch` would mend paths and refuse headers; this sends all that Node's client lets through. */
export async function shoot(origin: string, shot: Shot): Promise<Hit> {
  try {
    return await shootOnce(origin, shot);
  } catch (error) {
    // The service may end a kept connection just when the next request goes out on it; every client tries again then.
    if (!(error instanceof ReusedConnectionError)) throw error;
    return await shootOnce(origin, shot);
  }
}

class ReusedConnectionError extends Error {}

function shootOnce(origin: string, { method, path, headers, body }: Shot): Promise<Hit> {
  const { hostname, port } = new URL(origin);
  // A connection on which the body did not come to its end is good for nothing more.
  const lies = headers["content-length"] !== undefined;
  return new Promise((resolve, reject) => {
    // Node's client frames the body of a DELETE only when told its length.
    const length = body === undefined || lies ? {} : { "content-length": Buffer.byteLength(body) };
    const options = {
      hostname,
      port,
      method,
      path,
      headers: { ...headers, ...length },
      agent: lies ? false : agent,
    };
    const outgoing = request(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
        if (lies) outgoing.destroy();
      });
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        outgoing.reusedSocket && error.code === "ECONNRESET"
          ? new ReusedConnectionError(error.message, { cause: error })
          : error,
      ),
    );
    if (lies) {
      outgoing.flushHeaders();
      if (body !== undefined) outgoing.write(body);
    } else outgoing.end(body);
  });
}

/** What reading changes on purpose: counters, last uses; and the file that the health check writes. */
const TOUCHED_BY_READING: Record<string, string[]> = {
  images: ["download_count"],
  account_days: ["pulled_bytes"],
  access_keys: ["last_used_at"],
  sessions: ["last_used_at"],
};

/**
 * Every row and every file, as text that can be compared. The index of names is left as SQLite shows it: its own tables have
 * numbers too large for JavaScript.
 */
export async function dump({ deps, storageFolder }: Target): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select name from pragma_table_list where schema = 'main' and type in ('table', 'virtual')
      and name not like 'sqlite_%' order by name
  `.execute(deps.db);
  const lines: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(deps.db);
    const leftOut = TOUCHED_BY_READING[name] ?? [];
    for (const row of rows) {
      for (const column of leftOut) delete row[column];
      lines.push(`${name} ${JSON.stringify(row)}`);
    }
  }
  for (const entry of await readdir(storageFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === "health") continue;
    const path = join(entry.parentPath, entry.name);
    lines.push(`${path.slice(storageFolder.length)} ${(await stat(path)).size}`);
  }
  return lines.sort().join("\n");
}
