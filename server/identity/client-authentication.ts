/** API clients prove who they are by a token (`X-Auth-Token`) or by a signature with an access key. */
import type { Caller } from "../context.ts";
import { SwrError } from "../errors.ts";
import type { AppMiddleware } from "../http-env.ts";
import { isSigned, verifySignature } from "./signed-request.ts";
import { findToken } from "./tokens.ts";

/** It reads the body of a signed request, so the limit on bodies comes before it. */
export const clientAuthentication: AppMiddleware = async (c, next) => {
  const token = c.req.header("X-Auth-Token");
  const authorization = c.req.header("Authorization");
  let caller: Caller | undefined;
  if (token !== undefined) caller = (await findToken(c.get("deps"), token))?.caller;
  else if (isSigned(authorization)) caller = await verifySignature(c, authorization);
  if (!caller) throw new SwrError("unauthenticated");
  c.set("caller", caller);
  await next();
};
