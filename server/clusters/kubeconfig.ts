/** Reads a kubeconfig: each context that the service can use as a cluster, and of every other why it cannot. */
import { parse } from "yaml";
import { z } from "zod";
import type { ContextProblem } from "../../core/console-operations/clusters.ts";
import type { Connection } from "./cluster.ts";

export type KubeContext = { name: string } & ({ connection: Connection } | { problem: ContextProblem });

/** The text is no kubeconfig. */
export class KubeconfigError extends Error {
  override name = "KubeconfigError";
}

const text = z.string().optional();

/** Characters of a context's name, which becomes the cluster's name, and of a server's address. */
const NAME_MAX = 255;
const SERVER_MAX = 2000;

const clusterSchema = z.object({
  server: text,
  "certificate-authority": text,
  "certificate-authority-data": text,
  "insecure-skip-tls-verify": z.boolean().optional(),
  "tls-server-name": text,
  "proxy-url": text,
});

const userSchema = z.object({
  token: text,
  tokenFile: text,
  "client-certificate": text,
  "client-certificate-data": text,
  "client-key": text,
  "client-key-data": text,
  exec: z.unknown().optional(),
  "auth-provider": z.unknown().optional(),
  username: text,
  password: text,
  as: z.unknown().optional(),
});

type KubeCluster = z.infer<typeof clusterSchema>;
type KubeUser = z.infer<typeof userSchema>;

const kubeconfigSchema = z.object({
  clusters: z.array(z.object({ name: z.string(), cluster: clusterSchema })),
  users: z.array(z.object({ name: z.string(), user: userSchema.nullish() })),
  contexts: z.array(
    z.object({
      name: z.string().min(1),
      context: z.object({ cluster: z.string(), user: z.string() }),
    }),
  ),
});

/** Reads a file that a kubeconfig names. Only the operator's own may name any. */
export type ReadNamedFile = (path: string) => string;

export function readKubeconfig(source: string, readFile?: ReadNamedFile): KubeContext[] {
  const { clusters, users, contexts } = readShape(source);
  return contexts.map(({ name, context }) => {
    if (name.length > NAME_MAX) return { name: name.slice(0, NAME_MAX), problem: "name" };
    const cluster = clusters.find((it) => it.name === context.cluster)?.cluster;
    const user = users.find((it) => it.name === context.user)?.user ?? undefined;
    if (!cluster || !user) return { name, problem: "incomplete" };
    const problem = problemOfCluster(cluster) ?? problemOfUser(user);
    if (problem) return { name, problem };
    const files = [
      cluster["certificate-authority"],
      user.tokenFile,
      user["client-certificate"],
      user["client-key"],
    ];
    if (!readFile && files.some((file) => file !== undefined)) return { name, problem: "files" };
    const connection = connectionOf(cluster, user, readFile);
    return connection ? { name, connection } : { name, problem: "unreadable" };
  });
}

function readShape(source: string) {
  let value: unknown;
  try {
    value = parse(source, { logLevel: "error" });
  } catch {
    // The parser's message quotes the text, and with it maybe a token.
    throw new KubeconfigError("this is no YAML");
  }
  const read = kubeconfigSchema.safeParse(value);
  if (read.success) return read.data;
  const path = read.error.issues[0]?.path.join(".") ?? "";
  throw new KubeconfigError(`this is no kubeconfig${path && `: ${path} is not of its form`}`);
}

function problemOfCluster(cluster: KubeCluster): ContextProblem | undefined {
  if (cluster["insecure-skip-tls-verify"]) return "insecure";
  if (cluster["proxy-url"]) return "proxy";
  return isServer(cluster.server ?? "") ? undefined : "server";
}

function problemOfUser(user: KubeUser): ContextProblem | undefined {
  // It would run a program of the file's choice on the service's machine.
  if (user.exec || user["auth-provider"]) return "plugin";
  if (user.username || user.password) return "password";
  // Ignored, the service would act with the rights of the impersonating user.
  return user.as ? "impersonation" : undefined;
}

function isServer(server: string): boolean {
  if (server.length > SERVER_MAX || !/^https?:\/\//i.test(server) || !URL.canParse(server)) return false;
  const { username, password, search, hash } = new URL(server);
  return `${username}${password}${search}${hash}` === "";
}

/** Undefined where a certificate, a key or a token cannot be read. */
function connectionOf(
  cluster: KubeCluster,
  user: KubeUser,
  readFile?: ReadNamedFile,
): Connection | undefined {
  const pem = (data: string | undefined, file: string | undefined) =>
    data !== undefined ? decode(data) : file !== undefined ? readFile?.(file) : undefined;
  const ca = pem(cluster["certificate-authority-data"], cluster["certificate-authority"]);
  const cert = pem(user["client-certificate-data"], user["client-certificate"]);
  const key = pem(user["client-key-data"], user["client-key"]);
  const token = user.token ?? (user.tokenFile === undefined ? undefined : readFile?.(user.tokenFile).trim());
  const isPem = (value: string | undefined) => value === undefined || value.includes("-----BEGIN ");
  if (![ca, cert, key].every(isPem) || (cert === undefined) !== (key === undefined)) return undefined;
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) return undefined;
  const serverName = cluster["tls-server-name"];
  return {
    server: (cluster.server ?? "").replace(/\/+$/, ""),
    ...(ca !== undefined && { ca }),
    ...(serverName !== undefined && { serverName }),
    ...(token !== undefined && { token }),
    ...(cert !== undefined && key !== undefined && { cert, key }),
  };
}

/** Empty where it is no base64; the check for PEM then refuses it. */
function decode(base64: string): string {
  try {
    return atob(base64.replace(/\s/g, ""));
  } catch {
    return "";
  }
}
