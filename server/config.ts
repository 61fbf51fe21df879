/** What the service is told by whoever starts it. Adapters read it from their environment (server/node/config.ts). */
import type { EditionProfile } from "../core/editions.ts";
import type { Cluster } from "./clusters/cluster.ts";
import type { Region } from "./regions/region.ts";

export interface ServiceConfig {
  edition: EditionProfile;
  /** Region and project name, e.g. in the user part of a login command. */
  region: string;
  /** Origin others reach the service by, for what no request causes; a request tells its own. */
  publicUrl: string;
  /** The operator's clusters. */
  clusters: readonly Cluster[];
  /** Names of the accounts whose triggers may act on them; `*`: every account; none: the first account alone. */
  clusterAccounts: readonly string[];
  /** The operator's regions. */
  regions: readonly Region[];
  /** The same of whose images may be copied there. */
  regionAccounts: readonly string[];
  /** A session ends after so long without use, in milliseconds. */
  sessionIdleMs: number;
  /** And at the latest so long after sign-in. */
  sessionMaxMs: number;
  /** Life of an X-Auth-Token. */
  tokenMs: number;
  /** A copy to another region that moves no byte for so long has timed out. */
  syncStallMs: number;
  /** What no tag holds is removed after so many days; 0: never. */
  untaggedDays: number;
  /** An index may be pushed without all the manifests it names. */
  allowSparseIndexes: boolean;
  /** Layers an account sends at once. */
  uploadsPerAccount: number;
  /** A request with one more is held so long for a slot. */
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
