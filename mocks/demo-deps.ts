/** What the service needs from outside itself, as far as a page can give it. */

import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Kysely } from "kysely";
import { localEdition } from "../core/editions.ts";
import { configDefaults } from "../server/config.ts";
import type { Database } from "../server/db/schema.ts";
import type { Deps } from "../server/deps.ts";
import type { CreateHash } from "../server/ports/hash.ts";
import type { PasswordHasher } from "../server/ports/password-hasher.ts";
import { createMemoryState } from "../server/ports/service-state.ts";
import { createDemoClusters, DEMO_TOKEN, STAGING } from "./demo-clusters.ts";
import { withReceivers } from "./demo-receivers.ts";
import { withRegistry } from "./demo-registry.ts";
import { createMemoryContent } from "./memory-content.ts";
import { noLinks } from "./no-links.ts";

export function createDemoDeps(publicUrl: string, db: Kysely<Database>): Deps {
  const clock = () => new Date();
  return {
    config: {
      edition: localEdition,
      region: "demo-1",
      publicUrl,
      clusters: [staging],
      regions: [],
      ...configDefaults,
    },
    db,
    content: createMemoryContent(),
    links: noLinks,
    state: createMemoryState(clock),
    createHash,
    passwords,
    signingKey: crypto.getRandomValues(new Uint8Array(32)),
    clock,
    outbound: withRegistry(withReceivers(createDemoClusters(new URL(publicUrl).host, clock))),
    isBlocked: async () => false,
    log: { info() {}, error: (message, error) => console.error(message, error) },
  };
}

const staging = {
  id: STAGING.name,
  name: STAGING.name,
  connection: { server: STAGING.server, token: DEMO_TOKEN },
  isOperators: true,
};

const createHash: CreateHash = (algorithm) => {
  const hash = { sha256, sha512 }[algorithm].create();
  return {
    update: (chunk) => void hash.update(chunk),
    digest: () => `${algorithm}:${bytesToHex(hash.clone().digest())}`,
  };
};

/** Enough for the demo, whose one password is printed on the page. */
const passwords: PasswordHasher = {
  hash: async (password) => bytesToHex(sha256(utf8ToBytes(password))),
  verify: async (password, hash) => bytesToHex(sha256(utf8ToBytes(password))) === hash,
};
