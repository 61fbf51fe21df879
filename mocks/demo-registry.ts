/** The region that the demo's company copies to. It answers in the page: its registry, and what of its API tells who may push. */
import { MEDIA_TYPE } from "../core/media-types.ts";
import type { Outbound, OutboundAnswer } from "../server/ports/outbound.ts";
import { digestOf } from "./seed-content.ts";

export const FRANKFURT = { id: "eu-west-1", name: "Frankfurt", address: "https://registry.eu.example" };

const ORGANIZATIONS = ["base-images", "payments", "storefront"];

const answerOf = (status: number, body?: object, headers?: Record<string, string>): OutboundAnswer => ({
  status,
  headers: new Headers(headers),
  text: body === undefined ? "" : JSON.stringify(body),
});

const NO_ORGANIZATION = answerOf(404, {
  errors: [{ code: "NAME_UNKNOWN", message: "the region has no such organization" }],
});

/** Everything else is for `others`. */
export function withRegistry(others: Outbound): Outbound {
  /** By `organization/image` and reference. */
  const manifests = new Map<string, string>();

  function manifestAt(method: string, repository: string, reference: string, body: unknown): OutboundAnswer {
    const key = `${repository} ${reference}`;
    if (method === "PUT" && ArrayBuffer.isView(body)) {
      const text = new TextDecoder().decode(body);
      manifests.set(key, text);
      manifests.set(`${repository} ${digestOf(text)}`, text);
      return answerOf(201, undefined, { "OCI-Subject": digestOf(text) });
    }
    const text = manifests.get(key);
    if (text === undefined) return answerOf(404);
    const headers = new Headers({
      "Content-Type": MEDIA_TYPE.ociManifest,
      "Docker-Content-Digest": digestOf(text),
    });
    return { status: 200, headers, text: method === "HEAD" ? "" : text };
  }

  return async (request) => {
    const { origin, pathname } = new URL(request.url);
    if (origin !== FRANKFURT.address) return others(request);
    if (pathname === "/v2/manage/namespaces")
      return answerOf(200, { namespaces: ORGANIZATIONS.map((name) => ({ name, auth: 7 })) });
    if (pathname === "/v2/") return answerOf(200, {});
    const [, repository = "", kind, reference = ""] =
      /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)/.exec(pathname) ?? [];
    if (!ORGANIZATIONS.includes(repository.split("/")[0] ?? "")) return NO_ORGANIZATION;
    if (kind === "manifests") return manifestAt(request.method, repository, reference, request.body);
    // The demo's layers are not really there, so none can be sent: the region has them all.
    return answerOf(request.method === "HEAD" ? 200 : 405);
  };
}
