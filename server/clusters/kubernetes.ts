/** The Kubernetes API, as far as triggers need it: no client library for a GET, a list and a PATCH. */
import { z } from "zod";
import type { ClusterFailure } from "../../core/console-operations/clusters.ts";
import type { Deps } from "../deps.ts";
import { oneLine } from "../one-line.ts";
import { type OutboundAnswer, OutboundError } from "../ports/outbound.ts";
import type { Cluster } from "./cluster.ts";

/** A page of 250 workloads with long annotations. */
const ANSWER_MAX = 16 * 1024 * 1024;
const PAGE = 250;
/** Items read of one list. A picker with more is of no use. */
const ITEMS_MAX = 10_000;
/** How often a list is begun anew after its continuation expired: it changes faster than it can be read. */
const STARTS_MAX = 3;

export interface ClusterRequest {
  method?: "GET" | "POST" | "PATCH";
  /** From the server's address on, each part encoded. */
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  contentType?: string;
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** The cluster's refusal: its `Status`, where it sent one. */
export class KubernetesError extends Error {
  override name = "KubernetesError";
  readonly status: number;
  /** Milliseconds. */
  readonly retryAfter: number | undefined;

  constructor(status: number, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

type ClusterDeps = Pick<Deps, "outbound">;

/** What it answers, as JSON. Throws KubernetesError, OutboundError. */
export async function askCluster(
  { outbound }: ClusterDeps,
  { connection, isOperators }: Cluster,
  { method = "GET", path, query = {}, body, contentType, timeoutMs = 10_000, signal }: ClusterRequest,
): Promise<unknown> {
  const search = new URLSearchParams(query).toString();
  const answer = await outbound({
    url: `${connection.server}${path}${search && `?${search}`}`,
    method,
    headers: {
      Accept: "application/json",
      ...(body !== undefined && { "Content-Type": contentType ?? "application/json" }),
      ...(connection.token !== undefined && { Authorization: `Bearer ${connection.token}` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    tls: connection,
    namedByOperator: isOperators,
    timeoutMs,
    maxBytes: ANSWER_MAX,
    signal,
  });
  return readAnswer(answer);
}

const statusSchema = z.object({ message: z.string() });

function readAnswer({ status, headers, text }: OutboundAnswer): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  if (status >= 200 && status < 300) {
    if (json === undefined) throw new KubernetesError(status, "the answer is no JSON");
    return json;
  }
  const words = statusSchema.safeParse(json).data?.message;
  const seconds = Number(headers.get("Retry-After") ?? Number.NaN);
  throw new KubernetesError(
    status,
    `${status}${words ? `: ${oneLine(words)}` : ""}`,
    Number.isFinite(seconds) ? seconds * 1000 : undefined,
  );
}

/** All pages of a list. When its continuation has expired (410), it is read from the start again. */
export async function listAll<Item>(
  deps: ClusterDeps,
  cluster: Cluster,
  path: string,
  schema: z.ZodType<Item>,
): Promise<Item[]> {
  const pageSchema = z.object({
    metadata: z.object({ continue: z.string().optional() }).optional(),
    items: z.array(schema).nullable(),
  });
  for (let start = 1; ; start++) {
    try {
      const items: Item[] = [];
      let next: string | undefined;
      do {
        const query = { limit: String(PAGE), ...(next && { continue: next }) };
        const page = readAs(pageSchema, await askCluster(deps, cluster, { path, query }));
        items.push(...(page.items ?? []));
        next = page.metadata?.continue;
      } while (next && items.length < ITEMS_MAX);
      return items;
    } catch (error) {
      if (!(error instanceof KubernetesError && error.status === 410) || start === STARTS_MAX) throw error;
    }
  }
}

export function readAs<Value>(schema: z.ZodType<Value>, answer: unknown): Value {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  throw new KubernetesError(200, "the answer is not of Kubernetes' form");
}

const REASONS: Record<number, ClusterFailure["reason"]> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  400: "invalid",
  415: "invalid",
  422: "invalid",
};

/** Undefined for an error that is not about the cluster. */
export function clusterFailure(error: unknown): ClusterFailure | undefined {
  if (error instanceof OutboundError) return { reason: error.failure, detail: error.message };
  if (!(error instanceof KubernetesError)) return undefined;
  const { status, message } = error;
  const reason = status < 300 ? "not_kubernetes" : (REASONS[status] ?? "server");
  return { reason, detail: message };
}
