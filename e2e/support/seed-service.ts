/** Gives a service the company of the demo, for pictures. Its layers are not really there: nothing can be pulled. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { localEdition } from "../../core/editions.ts";
import { createDemoClusters, PRODUCTION } from "../../mocks/demo-clusters.ts";
import { seed } from "../../mocks/seed.ts";
import { seedRetentions } from "../../mocks/seed-retention.ts";
import { seedShares } from "../../mocks/seed-shares.ts";
import { seedSync } from "../../mocks/seed-sync.ts";
import { seedTraffic } from "../../mocks/seed-traffic.ts";
import { seedTriggers } from "../../mocks/seed-triggers.ts";
import { seedUsers } from "../../mocks/seed-users.ts";
import { seedWebhooks } from "../../mocks/seed-webhooks.ts";
import { configDefaults } from "../../server/config.ts";
import { callerContext } from "../../server/context.ts";
import { findCaller } from "../../server/identity/find-caller.ts";
import { reachableAddresses } from "../../server/node/addresses.ts";
import { createFileContent } from "../../server/node/file-content.ts";
import { createLinkFolder } from "../../server/node/file-link-folder.ts";
import { createHash } from "../../server/node/hash.ts";
import { createOutbound } from "../../server/node/outbound.ts";
import { createPasswordHasher } from "../../server/node/passwords.ts";
import { openSqlite } from "../../server/node/sqlite.ts";
import { createMemoryState } from "../../server/ports/service-state.ts";
import { serveCluster } from "./kubernetes.ts";
import type { Service } from "./service.ts";

/** The service is stopped meanwhile: two must not share a data folder. Its cluster answers as long as it is there. */
export async function seedService(service: Service): Promise<void> {
  await service.kill();
  const db = openSqlite(join(service.dataDir, "swr.db"));
  const user = await db.selectFrom("users").select("id").executeTakeFirstOrThrow();
  const project = await db.selectFrom("projects").select(["id", "name"]).executeTakeFirstOrThrow();
  const caller = await findCaller(db, { user_id: user.id, project_id: project.id }, "login");
  if (!caller) throw new Error("the service's administrator is not there");
  const clock = () => new Date();
  const deps = {
    config: {
      edition: localEdition,
      region: project.name,
      publicUrl: service.origin,
      clusters: [],
      regions: [],
      ...configDefaults,
    },
    db,
    content: createFileContent(join(service.dataDir, "registry")),
    links: createLinkFolder(join(service.dataDir, "registry")),
    state: createMemoryState(clock),
    createHash,
    outbound: createOutbound(reachableAddresses([])),
    isBlocked: async () => false,
    passwords: createPasswordHasher(),
    signingKey: new Uint8Array(await readFile(join(service.dataDir, "signing.key"))),
    clock,
    log: { info() {}, error: (message: string, error: unknown) => console.error(message, error) },
  };
  const context = callerContext(deps, caller, { id: "seed", host: service.host, clientAddress: undefined });
  await seed(context);
  await seedUsers(context);
  await seedShares(context);
  await seedTraffic(context, caller.account.id);
  await seedRetentions(context);
  await seedSync(context);
  const cluster = await serveCluster(createDemoClusters(service.host, clock), PRODUCTION.server);
  await seedTriggers(context, cluster.server);
  await seedWebhooks(context);
  const { dispose } = service;
  service.dispose = async () => {
    await cluster.close();
    await dispose();
  };
  await db.destroy();
  await service.start();
}
