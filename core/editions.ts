/**
 * What differs between editions of SWR. Screens read it from the profile, which the service sends with the session, and
 * have no numbers of their own.
 */

export const CATEGORIES = [
  "app_server",
  "linux",
  "windows",
  "arm",
  "framework_app",
  "database",
  "lang",
  "other",
] as const;

export type Category = (typeof CATEGORIES)[number];

export interface EditionProfile {
  id: "local";
  /** Life of a temporary login command, in seconds. */
  temporaryLoginSeconds: number;
  /** Shortest and longest life that a person may choose, in seconds; null where the edition offers no choice. */
  temporaryLoginRange: { min: number; max: number } | null;
  organizationsPerAccount: number;
  usersPerAccount: number;
  accessKeysPerUser: number;
  accountsPerSharedImage: number;
  reservedOrganizationNames: readonly string[];
  upload: {
    maxFiles: number;
    /** Bytes of one archive after decompression; null: no limit of the edition's own. */
    maxArchiveBytes: number | null;
  };
}

/** The built-in service. `library` is reserved by SWR; `manage` and `v2` would collide with the service's paths. */
export const localEdition: EditionProfile = {
  id: "local",
  temporaryLoginSeconds: 6 * 60 * 60,
  temporaryLoginRange: { min: 15 * 60, max: 24 * 60 * 60 },
  organizationsPerAccount: 1000,
  usersPerAccount: 1000,
  accessKeysPerUser: 2,
  accountsPerSharedImage: 500,
  reservedOrganizationNames: ["library", "manage", "v2"],
  upload: { maxFiles: 10, maxArchiveBytes: null },
};
