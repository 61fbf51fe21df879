/** The service's settings. Adapters read them from their environment (server/node/config.ts). */
import type { EditionProfile } from "../core/editions.ts";
import type { Cluster } from "./clusters/cluster.ts";
import type { Region } from "./regions/region.ts";

export interface ServiceConfig {
  edition: EditionProfile;
  /** Region and project name, e.g. in the user part of a login command. */
  region: string;
  /** Origin under which others reach the service, where no request tells it. */
  publicUrl: string;
  /** The operator's clusters. */
  clusters: readonly Cluster[];
  /**
   * Names of the accounts whose triggers may act on the operator's clusters; `*`: every account; empty: the first
   * account alone.
   */
  clusterAccounts: readonly string[];
  /** The operator's regions. */
  regions: readonly Region[];
  /** Names of the accounts whose images may be copied to the operator's regions, likewise. */
  regionAccounts: readonly string[];
  /** A session ends after so long without use, in milliseconds. */
  sessionIdleMs: number;
  /** A session ends at the latest so long after sign-in, in milliseconds. */
  sessionMaxMs: number;
  /** Life of an X-Auth-Token, in milliseconds. */
  tokenMs: number;
  /** A copy to another region that moves no byte for so long has timed out; milliseconds. */
  syncStallMs: number;
  /** Manifests that no tag holds are removed after so many days; 0: never. */
  untaggedDays: number;
  /** An index may be pushed without all the manifests it names. */
  allowSparseIndexes: boolean;
  /** Layers an account may send at once. */
  uploadsPerAccount: number;
  /** How long a request with a further layer waits for its turn, in milliseconds. */
  uploadWaitMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const configDefaults = {
  sessionIdleMs: 30 * MINUTE,
  sessionMaxMs: 24 * HOUR,
  tokenMs: 24 * HOUR,
  syncStallMs: 5 * MINUTE,
  untaggedDays: 7,
  clusterAccounts: [],
  regionAccounts: [],
  allowSparseIndexes: false,
  /** SWR product documentation, "Constraints". */
  uploadsPerAccount: 20,
  uploadWaitMs: 2 * MINUTE,
} as const;
