/**
 * The canonical form of a request that SDK-HMAC-SHA256 signs, rebuilt from what arrived. (Section 2 of the fact sheet
 * on SWR's neighbours; checked there against the official Go and Node signers.)
 */

export const SIGNING_ALGORITHM = "SDK-HMAC-SHA256";

export interface SignedRequest {
  method: string;
  /** As it arrived, with the host the client asked for. */
  url: URL;
  headers: Headers;
  /** In the order of the signature: the canonical form repeats it. */
  signedHeaders: readonly string[];
  /** Hex SHA-256 of the body, or what `X-Sdk-Content-Sha256` says instead. */
  payloadHash: string;
}

/** Undefined where no client can have signed this: a header of the list is missing, or the path is no UTF-8. */
export function canonicalRequest(request: SignedRequest): string | undefined {
  const { method, url, signedHeaders, payloadHash } = request;
  const path = canonicalPath(url.pathname);
  const headers = canonicalHeaders(request);
  if (path === undefined || headers === undefined) return undefined;
  const query = canonicalQuery(url.searchParams);
  return [method, path, query, headers, signedHeaders.join(";"), payloadHash].join("\n");
}

/**
 * Ends with `/` always. Each segment is decoded first: some clients send `$` raw and some as `%24`, and both sign
 * `%24`.
 */
function canonicalPath(pathname: string): string | undefined {
  try {
    const path = pathname
      .split("/")
      .map((segment) => encode(decodeURIComponent(segment)))
      .join("/");
    return path.endsWith("/") ? path : `${path}/`;
  } catch {
    return undefined;
  }
}

/** Sorted before encoding: by key, then by value. A key without a value has an empty one. */
function canonicalQuery(parameters: URLSearchParams): string {
  return [...parameters]
    .sort(([keyA, valueA], [keyB, valueB]) => compare(keyA, keyB) || compare(valueA, valueB))
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .join("&");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The block ends with a line feed of its own. `Host` is the one the client used, also behind a proxy. */
function canonicalHeaders({ headers, signedHeaders, url }: SignedRequest): string | undefined {
  const lines: string[] = [];
  for (const name of signedHeaders) {
    const value = name === "host" ? url.host : headers.get(name);
    if (value === null) return undefined;
    lines.push(`${name}:${value}\n`);
  }
  return lines.join("");
}

/** Everything but letters, digits and `-_.~`; `encodeURIComponent` spares five more. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
