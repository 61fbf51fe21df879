/** Everything the app needs from outside itself. Node provides it in server/node, the browser demo in mocks/. */
import type { Kysely } from "kysely";
import type { ServiceConfig } from "./config.ts";
import type { Database } from "./db/schema.ts";
import type { Content } from "./ports/content.ts";
import type { CreateHash } from "./ports/hash.ts";
import type { LinkFolder } from "./ports/link-folder.ts";
import type { Logger } from "./ports/logger.ts";
import type { AddressCheck, Outbound } from "./ports/outbound.ts";
import type { PasswordHasher } from "./ports/password-hasher.ts";
import type { ServiceState } from "./ports/service-state.ts";

export interface Deps {
  config: ServiceConfig;
  db: Kysely<Database>;
  content: Content;
  links: LinkFolder;
  state: ServiceState;
  createHash: CreateHash;
  passwords: PasswordHasher;
  /** 32 bytes, kept for the life of the data folder: signs registry tokens. */
  signingKey: Uint8Array;
  clock: () => Date;
  /** Every request that leaves the service. */
  outbound: Outbound;
  isBlocked: AddressCheck;
  log: Logger;
}
