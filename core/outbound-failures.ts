/** Why a request to an address that people name got no readable answer: the same for clusters, regions and webhooks. */
export const outboundFailures = [
  /** An address inside a network, which only the operator may open (SWR_OUTBOUND_ALLOW). */
  "blocked",
  "unknown_host",
  "unreachable",
  "tls",
  /** The address swallows what is sent to it, as behind a firewall. */
  "connect_timeout",
  "timeout",
  /** The connection ended before the answer did. */
  "cut",
  "too_large",
  /** Redirects are not followed: one could lead to an address that is not allowed. */
  "redirect",
] as const;

export type OutboundFailure = (typeof outboundFailures)[number];
