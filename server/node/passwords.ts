/** Passwords as argon2id, with their parameters beside them (PHC string format), so that those can be raised later. */
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { PasswordHasher } from "../ports/password-hasher.ts";

const derive = promisify(argon2);

interface Cost {
  /** KiB. */
  memory: number;
  passes: number;
  parallelism: number;
}

/** OWASP's first choice for argon2id. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

export function createPasswordHasher(cost: Cost = COST): PasswordHasher {
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      return encode(cost, salt, await key(password, salt, cost));
    },
    async verify(password, hash) {
      const { cost: usedCost, salt, key: expected } = decode(hash);
      return timingSafeEqual(await key(password, salt, usedCost), expected);
    },
  };
}

/** A random password, to be shown once: 20 letters, digits, `-` and `_`. */
export function makeUpPassword(): string {
  return randomBytes(15).toString("base64url");
}

async function key(password: string, salt: Buffer, { memory, passes, parallelism }: Cost): Promise<Buffer> {
  const message = Buffer.from(password.normalize("NFC"));
  return await derive("argon2id", {
    message,
    nonce: salt,
    memory,
    passes,
    parallelism,
    tagLength: KEY_BYTES,
  });
}

function encode({ memory, passes, parallelism }: Cost, salt: Buffer, derived: Buffer): string {
  const parameters = `m=${memory},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${parameters}$${salt.toString("base64")}$${derived.toString("base64")}`;
}

const FORM = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)$/;

function decode(hash: string): { cost: Cost; salt: Buffer; key: Buffer } {
  const [, memory, passes, parallelism, salt, derived] = FORM.exec(hash) ?? [];
  if (!salt || !derived) throw new Error("a stored password hash is not readable");
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, "base64"),
    key: Buffer.from(derived, "base64"),
  };
}
