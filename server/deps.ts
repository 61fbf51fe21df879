/** Everything the app needs from outside itself. Node provides it in server/node, the browser demo in mocks/. */
import type { Kysely } from "kysely";
import type { ServiceConfig } from "./config.ts";
import type { Database } from "./db/schema.ts";
import type { Storage } from "./ports/storage.ts";

export interface Deps {
  config: ServiceConfig;
  db: Kysely<Database>;
  storage: Storage;
  createSha256: () => Sha256;
  passwords: PasswordHasher;
  /** 32 bytes, kept for the life of the data folder: signs registry tokens. */
  signingKey: Uint8Array;
  clock: () => Date;
  log: Logger;
}

/** An incremental SHA-256; WebCrypto only hashes whole buffers. */
export interface Sha256 {
  update(chunk: Uint8Array): void;
  /** Lower-case hex. The object is spent afterwards. */
  digestHex(): string;
}

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(password: string, hash: string): Promise<boolean>;
}

export type LogFields = Record<string, string | number | boolean | undefined>;

/** Structured logging. Fields never hold a secret. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  error(message: string, error: unknown, fields?: LogFields): void;
}
