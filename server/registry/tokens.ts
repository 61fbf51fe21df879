/** Registry tokens: JWTs of a few minutes, as the Docker token specification has them. Only this service reads them. */
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import type { Identity } from "../identity/find-caller.ts";
import type { Access } from "./scope.ts";

export const TOKEN_SECONDS = 300;

export interface TokenContent {
  /** Undefined: anonymous. The user is looked up with each request, so that a removed one is out at once. */
  subject: Identity | undefined;
  access: Access[];
}

const claimsSchema = z.object({
  sub: z.string().optional(),
  project: z.string().optional(),
  access: z.array(z.object({ type: z.string(), name: z.string(), actions: z.array(z.string()) })),
});

/** `host` is the audience: a token is good only at the address it was asked for. `seconds` is how long it lives. */
export function signToken(
  deps: Deps,
  host: string,
  { subject, access }: TokenContent,
  seconds: number,
): Promise<string> {
  const issued = Math.floor(deps.clock().getTime() / 1000);
  const token = new SignJWT(subject ? { access, project: subject.project_id } : { access })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setAudience(host)
    .setIssuedAt(issued)
    .setExpirationTime(issued + seconds);
  if (subject) token.setSubject(subject.user_id);
  return token.sign(deps.signingKey);
}

/** Undefined for a token that is forged, expired or of another address. */
export async function readToken(deps: Deps, host: string, token: string): Promise<TokenContent | undefined> {
  try {
    const options = { algorithms: ["HS256"], audience: host, currentDate: deps.clock() };
    const { payload } = await jwtVerify(token, deps.signingKey, options);
    const { sub, project, access } = claimsSchema.parse(payload);
    return { subject: sub && project ? { user_id: sub, project_id: project } : undefined, access };
  } catch {
    return undefined;
  }
}
