/** Why a request to an address that people name has no answer to read: said alike of clusters, regions and webhooks. */
export const outboundFailures = [
  /** An address inside a network, which only the operator may open (SWR_OUTBOUND_ALLOW). */
  "blocked",
  "unknown_host",
  "unreachable",
  "tls",
  "timeout",
  /** The connection ended before the answer did. */
  "cut",
  "too_large",
  /** None is followed: it could lead to where the first address may not. */
  "redirect",
] as const;

export type OutboundFailure = (typeof outboundFailures)[number];
