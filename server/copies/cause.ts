/** Why a copy failed: one of the causes for which the console names a remedy. */
import type { SyncCause } from "../../core/console-operations/sync.ts";
import { RegistryFailure } from "../../core/registry-client/client.ts";
import { isTransient } from "../../core/registry-client/retry.ts";
import { oneLine } from "../one-line.ts";
import { regionFailure } from "../regions/failure.ts";

export interface Failure {
  cause: SyncCause;
  detail: string;
}

/** The region refused a manifest or a tag. */
export class PutRefused extends Error {
  override name = "PutRefused";
  readonly failure: RegistryFailure;
  /** For people. */
  readonly what: string;

  constructor(what: string, failure: RegistryFailure) {
    super(failure.message);
    this.what = what;
    this.failure = failure;
  }
}

/** The region has the manifest, and takes tags for digests of sha256 alone. */
export class DigestNotTagged extends Error {
  override name = "DigestNotTagged";

  constructor(tag: string) {
    super(`${tag}: a tag can name no sha512 digest there`);
  }
}

/** Causes that may pass, so that another try is worth it. */
const PASSING: ReadonlySet<SyncCause> = new Set<SyncCause>([
  "unknown_host",
  "unreachable",
  "connect_timeout",
  "timeout",
  "cut",
  "too_many_requests",
  "server",
]);

export function mayPass(error: unknown, { cause }: Failure): boolean {
  const failure = error instanceof PutRefused ? error.failure : error;
  // A blob that the region had when it was asked is gone meanwhile.
  const isGone = failure instanceof RegistryFailure && failure.code === "MANIFEST_BLOB_UNKNOWN";
  return isGone || isTransient(failure) || PASSING.has(cause);
}

export function failureOf(error: unknown): Failure {
  if (error instanceof PutRefused) {
    const { cause, detail } = failureOf(error.failure);
    return { cause, detail: oneLine(`${error.what}: ${detail}`) };
  }
  if (error instanceof DigestNotTagged) return { cause: "no_sha512", detail: error.message };
  const general = regionFailure(error);
  if (!general) return { cause: "internal", detail: "" };
  const specific = error instanceof RegistryFailure ? causeOf(error) : undefined;
  return { cause: specific ?? general.reason, detail: general.detail };
}

/** There are few codes for it: this service, Harbor and others answer DENIED and say the rest in the text. */
function causeOf(failure: RegistryFailure): SyncCause | undefined {
  const { status, code, message } = failure;
  if (status === 507 || /quota|exceed.* (upper )?limit|no space/i.test(message)) return "quota";
  if (status === 412 || /immutable/i.test(message)) return "immutable";
  if (
    code === "NAME_UNKNOWN" ||
    /(namespace|organi[sz]ation|project)\b.* (not (found|exist)|unknown)/i.test(message)
  )
    return "no_organization";
  if (isAboutSha512(failure) && DIGEST_REFUSED.includes(status)) return "no_sha512";
  // Its own doing, of a request before this one.
  if ([408, 409, 416].includes(status)) return "server";
  if ([400, 404, 413, 415, 422].includes(status) && code !== "") return "refused";
  return undefined;
}

/** Registries that do not know the algorithm take the path for none of theirs, the digest for none, or both for something else. */
const DIGEST_REFUSED = [400, 404, 405, 415, 422, 501];

/** One that tells what digest arrived instead has made it by the same algorithm. */
function isAboutSha512({ url, actualDigest, code }: RegistryFailure): boolean {
  const isKnown = actualDigest?.startsWith("sha512:") || code === "MANIFEST_BLOB_UNKNOWN";
  return !isKnown && /[/=]sha512(?::|%3a|$)/i.test(url);
}
