/** X-Auth-Tokens of API clients. */
import type { Caller } from "../context.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Deps } from "../deps.ts";
import { findCaller, type Identity } from "./find-caller.ts";
import { hashSecret, randomHex } from "./secrets.ts";
import { recordSignIn } from "./sign-ins.ts";

export interface Lifetime {
  issuedAt: Date;
  expiresAt: Date;
}

interface IssuedToken extends Lifetime {
  token: string;
}

/** A token made by another token ends with that one, so that nobody stays signed in for ever by asking again. */
export async function createToken(
  deps: Deps,
  identity: Identity,
  until?: Date | undefined,
): Promise<IssuedToken> {
  const token = randomHex(32);
  const issuedAt = deps.clock();
  const expiresAt = until ?? new Date(issuedAt.getTime() + deps.config.tokenMs);
  await deps.db
    .insertInto("tokens")
    .values({
      token_hash: hashSecret(deps, token),
      user_id: identity.user_id,
      project_id: identity.project_id,
      created_at: issuedAt.toISOString(),
      expires_at: expiresAt.toISOString(),
    })
    .execute();
  await recordSignIn(deps, identity.user_id);
  return { token, issuedAt, expiresAt };
}

interface FoundToken extends Lifetime {
  caller: Caller;
}

export async function findToken(deps: Deps, token: string): Promise<FoundToken | undefined> {
  const [row] = await unendedToken(deps.db, hashSecret(deps, token), deps.clock().toISOString());
  const caller = row && (await findCaller(deps.db, row, "token"));
  return caller && { caller, issuedAt: new Date(row.created_at), expiresAt: new Date(row.expires_at) };
}

const unendedToken = prepared((db, hash: Param<string>, now: Param<string>) =>
  db
    .selectFrom("tokens")
    .select(["user_id", "project_id", "created_at", "expires_at"])
    .where("token_hash", "=", hash)
    .where("expires_at", ">", now),
);
