/** X-Auth-Tokens of API clients. */
import type { Caller } from "../context.ts";
import { type Param, prepared } from "../db/prepared.ts";
import type { Deps } from "../deps.ts";
import { IamError } from "../errors.ts";
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

/** Of one user, ended ones too until they are forgotten. All of them go with the user, in one transaction. */
const TOKENS_PER_USER = 10_000;

/**
 * A token made by another token ends with that one, so that nobody stays signed in for ever by asking again. Throws
 * IamError 429 where the user has as many as a user may have.
 */
export async function createToken(
  deps: Deps,
  identity: Identity,
  until?: Date | undefined,
): Promise<IssuedToken> {
  const tooMany = await tokensBeyond(deps.db, identity.user_id, TOKENS_PER_USER - 1);
  if (tooMany.length > 0)
    throw new IamError(429, `a user may have ${TOKENS_PER_USER} tokens: use one until it ends`);
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

const tokensBeyond = prepared((db, userId: Param<string>, count: Param<number>) =>
  db.selectFrom("tokens").select("user_id").where("user_id", "=", userId).limit(1).offset(count),
);

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
