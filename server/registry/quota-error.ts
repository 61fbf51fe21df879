import { inGigabytes } from "../../core/quota.ts";
import { RegistryError } from "../errors.ts";
import type { Repository } from "../manifests/repository.ts";

/** The specification has no code for it. Clients print the text of DENIED and, unlike with 429, do not try again. */
export function quotaUsedUp({ name, quota_bytes }: Repository["organization"]): RegistryError {
  const quota = quota_bytes === null ? "quota" : `quota of ${inGigabytes(quota_bytes)} GB`;
  return new RegistryError(
    "DENIED",
    `organization ${name}: ${quota} used up: delete images or have it raised`,
  );
}
