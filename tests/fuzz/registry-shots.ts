/** What is sent to the endpoints of the Registry V2 API and of its token service. */
import fc from "fast-check";
import {
  hostileBody,
  hostileHeaders,
  hostileLength,
  hostileQuery,
  hostileSegment,
  hostileText,
} from "./input.ts";

const OTHER_DIGEST = `sha256:${"0".repeat(64)}`;

const hostileDigest = fc.oneof(
  fc.constantFrom(
    "sha256:",
    "sha256:abc",
    `sha256:${"G".repeat(64)}`,
    `sha512:${"0".repeat(128)}`,
    `SHA256:${"0".repeat(64)}`,
    "..",
    "sha256:../../x",
    `${OTHER_DIGEST}0`,
  ),
  fc.constant(OTHER_DIGEST),
  hostileSegment,
);

/** Of a monolithic upload, whose content will not have the digest, and of a mount of what is not there. */
const RIGHT = [`digest=${OTHER_DIGEST}`, `mount=${OTHER_DIGEST}`, "from=team/app"];

export interface Route {
  method: string;
  path: string;
  query?: string[];
  right?: string[];
  body?: "manifest" | "bytes" | "form";
}

/** `{name}`, `{digest}`, `{tag}` and `{upload}` stand for what is there or for what cannot be; no write has all right. */
export const ROUTES: Route[] = [
  { method: "GET", path: "/v2/", query: ["x"] },
  { method: "POST", path: "/v2/", body: "bytes" },
  { method: "GET", path: "/v2/_catalog", query: ["n", "last"] },
  { method: "GET", path: "/v2/{name}/tags/list", query: ["n", "last"] },
  { method: "GET", path: "/v2/{name}/referrers/{digest}", query: ["artifactType"] },
  { method: "GET", path: "/v2/{name}/manifests/{digest}" },
  { method: "HEAD", path: "/v2/{name}/manifests/{tag}" },
  { method: "PUT", path: "/v2/{name}/manifests/{tag}", body: "manifest" },
  { method: "PUT", path: "/v2/{name}/manifests/{digest}", body: "manifest" },
  { method: "DELETE", path: "/v2/{name}/manifests/{wrong}" },
  { method: "GET", path: "/v2/{name}/blobs/{digest}" },
  { method: "HEAD", path: "/v2/{name}/blobs/{digest}" },
  { method: "DELETE", path: "/v2/{name}/blobs/{digest}" },
  {
    method: "POST",
    path: "/v2/{name}/blobs/uploads/",
    query: ["digest", "mount", "from"],
    right: RIGHT,
    body: "bytes",
  },
  { method: "GET", path: "/v2/{name}/blobs/uploads/{upload}" },
  { method: "PATCH", path: "/v2/{name}/blobs/uploads/{upload}", body: "bytes" },
  { method: "PUT", path: "/v2/{name}/blobs/uploads/{upload}", query: ["digest"], body: "bytes" },
  { method: "DELETE", path: "/v2/{name}/blobs/uploads/{wrong}" },
  { method: "GET", path: "/v2/token", query: ["scope", "service", "account"] },
  { method: "POST", path: "/v2/token", body: "form" },
  { method: "GET", path: "/v2/{name}/{wrong}/x" },
];

function bodyOf(kind: Route["body"], right: string): fc.Arbitrary<string | Uint8Array | undefined> {
  switch (kind) {
    case "manifest":
      return hostileBody(JSON.parse(right));
    case "bytes":
      return fc.uint8Array({ maxLength: 50 });
    case "form":
      return fc
        .dictionary(
          fc.constantFrom("grant_type", "username", "password", "scope", "refresh_token"),
          fc.oneof(fc.constant("password"), hostileText),
        )
        .map((fields) => new URLSearchParams(fields).toString());
    case undefined:
      return fc.constant(undefined);
  }
}

/** What is there, so that more than the first lookup is reached. */
export interface There {
  manifest: { digest: string; content: string };
  upload: string;
}

/** Values for the route's path, and all else of a request. `name`: of the image that is there. */
export function shotsAt({ query, right, body }: Route, name: string, { manifest, upload }: There) {
  return fc.record({
    name: fc.oneof(
      { weight: 3, arbitrary: fc.constant(name) },
      hostileSegment,
      hostileSegment.map((text) => `${name.split("/", 1)[0]}/${text}`),
    ),
    digest: fc.oneof(fc.constant(manifest.digest), hostileDigest),
    tag: fc.oneof(fc.constant("v1"), hostileSegment),
    upload: fc.oneof(fc.constant(upload), fc.constant(crypto.randomUUID()), hostileSegment),
    wrong: hostileDigest,
    query: hostileQuery(query ?? ["x"], right),
    body: bodyOf(body, manifest.content),
    headers: hostileHeaders,
    length:
      body === undefined ? fc.constant(undefined) : fc.option(hostileLength, { nil: undefined, freq: 8 }),
    proof: fc.constantFrom("console", "login", "login", "login", "basic", "none"),
  });
}

export function fillPath(
  { path }: Route,
  values: Record<"name" | "digest" | "tag" | "upload" | "wrong", string>,
): string {
  return path.replace(/\{(\w+)\}/g, (_, name: keyof typeof values) => values[name]);
}
