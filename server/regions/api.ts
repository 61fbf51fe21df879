/** A region's management API, signed in to with the access key (SDK-HMAC-SHA256; sheet on SWR's neighbours, section 2). */
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { canonicalRequest, SIGNING_ALGORITHM } from "../secrets/canonical-request.ts";
import { sha256Hex } from "../secrets/hex.ts";
import { hmacSha256Hex } from "../secrets/hmac.ts";
import type { Region } from "./region.ts";

const TIMEOUT_MS = 10_000;
const ANSWER_MAX = 4 * 1024 * 1024;

const namespacesSchema = z.object({
  namespaces: z.array(z.object({ name: z.string(), auth: z.number().int() })),
});

interface RemoteOrganizations {
  status: number;
  /** Undefined where the answer was a failure. */
  organizations?: { name: string; level: number }[];
}

/** Throws OutboundError. */
export async function listRemoteOrganizations(
  { outbound, clock }: Pick<Deps, "outbound" | "clock">,
  region: Region & { api: string },
): Promise<RemoteOrganizations> {
  const url = new URL("/v2/manage/namespaces", region.api);
  const { status, text } = await outbound({
    method: "GET",
    url: url.href,
    headers: { Accept: "application/json", ...(await signed(region, url, clock())) },
    tls: region,
    namedByOperator: region.isOperators,
    timeoutMs: TIMEOUT_MS,
    maxBytes: ANSWER_MAX,
  });
  const read = namespacesSchema.safeParse(parse(text));
  if (status !== 200 || !read.success) return { status };
  return { status, organizations: read.data.namespaces.map(({ name, auth }) => ({ name, level: auth })) };
}

async function signed(
  { accessKey, secretKey, project }: Region,
  url: URL,
  now: Date,
): Promise<Record<string, string>> {
  const date = `${now.toISOString().replace(/[-:]|\.\d+/g, "")}`;
  const headers = {
    "Content-Type": "application/json",
    "X-Sdk-Date": date,
    // The API takes a project by id only; without one, the access key's own project counts.
    ...(/^[0-9a-f]{32}$/.test(project) && { "X-Project-Id": project }),
  };
  const signedHeaders = ["host", ...Object.keys(headers).map((name) => name.toLowerCase())].sort();
  const canonical = canonicalRequest({
    method: "GET",
    url,
    headers: new Headers(headers),
    signedHeaders,
    payloadHash: await sha256Hex(new Uint8Array()),
  });
  const text = [SIGNING_ALGORITHM, date, await sha256Hex(new TextEncoder().encode(canonical))].join("\n");
  const signature = await hmacSha256Hex(secretKey, text);
  const parts = [`Access=${accessKey}`, `SignedHeaders=${signedHeaders.join(";")}`, `Signature=${signature}`];
  return { ...headers, Authorization: `${SIGNING_ALGORITHM} ${parts.join(", ")}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
