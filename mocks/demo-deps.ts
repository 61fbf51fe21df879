/** What the service needs from outside itself, as far as a page can give it. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Kysely } from "kysely";
import { localEdition } from "../core/editions.ts";
import { defaultTimes } from "../server/config.ts";
import type { Database } from "../server/db/schema.ts";
import type { Deps } from "../server/deps.ts";
import { type Outbound, OutboundError } from "../server/ports/outbound.ts";
import type { PasswordHasher } from "../server/ports/password-hasher.ts";
import { createMemoryState } from "../server/ports/service-state.ts";
import { createMemoryStorage } from "./memory-storage.ts";

export function createDemoDeps(publicUrl: string, db: Kysely<Database>): Deps {
  const clock = () => new Date();
  return {
    config: {
      edition: localEdition,
      region: "demo-1",
      publicUrl,
      clusters: [],
      regions: [],
      ...defaultTimes,
    },
    db,
    storage: createMemoryStorage(),
    state: createMemoryState(clock),
    createSha256,
    passwords,
    signingKey: crypto.getRandomValues(new Uint8Array(32)),
    clock,
    outbound,
    log: { info() {}, error: (message, error) => console.error(message, error) },
  };
}

function createSha256() {
  const hash = sha256.create();
  return {
    update: (chunk: Uint8Array) => void hash.update(chunk),
    digestHex: () => bytesToHex(hash.digest()),
  };
}

/** A page has no way out but to its own origin. */
const outbound: Outbound = async () => {
  throw new OutboundError("unreachable", "the demo has no network");
};

/** Enough for the demo, whose one password is printed on the page. */
const passwords: PasswordHasher = {
  hash: async (password) => bytesToHex(sha256(utf8ToBytes(password))),
  verify: async (password, hash) => bytesToHex(sha256(utf8ToBytes(password))) === hash,
};
