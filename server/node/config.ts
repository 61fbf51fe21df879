/** Reads the environment. A value that makes no sense stops the start with one line that names the variable. */
import { z } from "zod";
import { localEdition } from "../../core/editions.ts";
import { PASSWORD_MAX, PASSWORD_MIN, USER_NAME_MAX } from "../../core/limits.ts";
import { USER_NAME } from "../../core/names.ts";
import { configDefaults, type ServiceConfig } from "../config.ts";
import { readInput } from "../read-input.ts";
import { isRange } from "./addresses.ts";
import { StartError } from "./start-error.ts";

export interface NodeConfig {
  host: string;
  port: number;
  dataDir: string;
  /** Origin; undefined: the address listened on. */
  publicUrl: string | undefined;
  /** `X-Forwarded-*` of a proxy in front count. */
  trustProxy: boolean;
  /** `/metrics` answers. */
  metrics: boolean;
  /** Ranges inside networks that people may have requests sent to. */
  outboundAllow: string[];
  administrator: Administrator;
  /** A file; each of its contexts is a cluster. */
  kubeconfig: string | undefined;
  /** A file with a list of regions. */
  regionsFile: string | undefined;
  service: Omit<ServiceConfig, "publicUrl" | "clusters" | "regions">;
}

/** Made at the first start; without a password one is made up. */
export interface Administrator {
  account: string;
  user: string;
  password: string | undefined;
}

/** Of an account or a user: words people see and type, no spaces around, no control characters. */
export const nameSchema = z
  .string()
  .regex(USER_NAME, "must not begin or end with a space")
  .max(USER_NAME_MAX, `must be at most ${USER_NAME_MAX} characters`);

export const passwordSchema = z
  .string()
  .min(PASSWORD_MIN, `must have at least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `must have at most ${PASSWORD_MAX} characters`);

const flag = z
  .enum(["true", "false"], "must be true or false")
  .default("false")
  .transform((text) => text === "true");

function isOrigin(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { origin, href } = new URL(text);
  return href === `${origin}/`;
}

const accounts = z
  .string()
  .transform((text) => text.split(",").flatMap((name) => name.trim() || []))
  .default([]);

const environment = z.object({
  SWR_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, "must be an address or a host name")
    .default("127.0.0.1"),
  SWR_PORT: z
    .string()
    .regex(/^\d{1,5}$/, "must be a port number from 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "must be a port number from 0 to 65535")
    .default(8080),
  SWR_DATA_DIR: z.string().default("./data"),
  SWR_ADMIN_ACCOUNT: nameSchema.default("local"),
  SWR_ADMIN_USER: nameSchema.default("admin"),
  SWR_ADMIN_PASSWORD: passwordSchema.optional(),
  SWR_PUBLIC_URL: z
    .string()
    .refine(isOrigin, "must be an http or https address without a path, such as https://registry.example")
    .transform((text) => new URL(text).origin)
    .optional(),
  SWR_TRUST_PROXY: flag,
  SWR_METRICS: flag,
  SWR_OUTBOUND_ALLOW: z
    .string()
    .transform((text) => text.split(",").map((range) => range.trim()))
    .refine(
      (ranges) => ranges.every(isRange),
      "must be addresses or ranges such as 10.0.0.0/8, with commas between",
    )
    .default([]),
  SWR_KUBECONFIG: z.string().optional(),
  SWR_KUBECONFIG_ACCOUNTS: accounts,
  SWR_REGIONS_FILE: z.string().optional(),
  SWR_REGIONS_ACCOUNTS: accounts,
  SWR_SESSION_IDLE_MINUTES: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "must be a number of minutes from 1 to 1440")
    .transform(Number)
    .refine((minutes) => minutes <= 1440, "must be a number of minutes from 1 to 1440")
    .default(configDefaults.sessionIdleMs / 60_000),
  SWR_ALLOW_SPARSE_INDEXES: flag,
  SWR_UPLOADS_PER_ACCOUNT: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "must be a number from 1 to 1000")
    .transform(Number)
    .refine((uploads) => uploads <= 1000, "must be a number from 1 to 1000")
    .default(configDefaults.uploadsPerAccount),
  SWR_UNTAGGED_DAYS: z
    .string()
    .regex(/^\d{1,4}$/, "must be a number of days from 0, for ever, to 3650")
    .transform(Number)
    .refine((days) => days <= 3650, "must be a number of days from 0, for ever, to 3650")
    .default(configDefaults.untaggedDays),
});

export function readConfig(env: Record<string, string | undefined>): NodeConfig {
  // An empty variable is how compose files and shells write "not set".
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const values = readInput(
    environment,
    set,
    (_, { path: [name], message }) => new StartError(`${String(name)} ${message}`),
  );
  return {
    host: values.SWR_HOST,
    port: values.SWR_PORT,
    dataDir: values.SWR_DATA_DIR,
    publicUrl: values.SWR_PUBLIC_URL,
    trustProxy: values.SWR_TRUST_PROXY,
    metrics: values.SWR_METRICS,
    kubeconfig: values.SWR_KUBECONFIG,
    regionsFile: values.SWR_REGIONS_FILE,
    outboundAllow: values.SWR_OUTBOUND_ALLOW,
    administrator: {
      account: values.SWR_ADMIN_ACCOUNT,
      user: values.SWR_ADMIN_USER,
      password: values.SWR_ADMIN_PASSWORD,
    },
    service: {
      edition: localEdition,
      region: "local-1",
      ...configDefaults,
      clusterAccounts: values.SWR_KUBECONFIG_ACCOUNTS,
      regionAccounts: values.SWR_REGIONS_ACCOUNTS,
      sessionIdleMs: values.SWR_SESSION_IDLE_MINUTES * 60_000,
      untaggedDays: values.SWR_UNTAGGED_DAYS,
      allowSparseIndexes: values.SWR_ALLOW_SPARSE_INDEXES,
      uploadsPerAccount: values.SWR_UPLOADS_PER_ACCOUNT,
    },
  };
}
