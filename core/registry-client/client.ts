/**
 * A client of the part of the Registry V2 API (OCI distribution specification 1.1) that a push needs, used by the page
 * upload and by copies to other regions. Blobs are named by digest.
 */
import { z } from "zod";
import { digestAlgorithm } from "../digest.ts";
import { MANIFEST_TYPES } from "../media-types.ts";
import { NoAnswerError, type Transport, type TransportAnswer, type TransportRequest } from "./transport.ts";

const errorSchema = z.object({
  code: z.string(),
  message: z.string(),
  // Its form differs between registries.
  detail: z.object({ actual: z.string() }).optional().catch(undefined),
});
type RegistryErrorBody = z.infer<typeof errorSchema>;

const errorBodySchema = z.object({ errors: z.array(errorSchema).min(1) });

/** An answer other than the wanted one, or none at all. */
export class RegistryFailure extends Error {
  override name = "RegistryFailure";
  /** What was asked for. */
  readonly url: string;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  /** The registry's own, e.g. `DIGEST_INVALID`; empty where it gave none. */
  readonly code: string;
  /** How long it asks to wait. */
  readonly retryAfterMs: number;
  /** Digest of the bytes that arrived, if a registry that answers `DIGEST_INVALID` tells it. */
  readonly actualDigest: string | undefined;

  constructor(
    url: string,
    status: number,
    { code, message, detail }: RegistryErrorBody,
    retryAfterMs = 0,
    cause?: NoAnswerError,
  ) {
    super(message, { cause });
    this.url = url;
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
    this.actualDigest = detail?.actual;
  }
}

interface Chunk<Body> {
  /** Where in the blob it starts. */
  offset: number;
  length: number;
  body: Body | Uint8Array<ArrayBuffer>;
}

interface Standing {
  /** Where to go on; it changes with each request. */
  location: string;
  /** Bytes the registry has. */
  received: number;
}

export interface ManifestBytes {
  mediaType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

interface PutAnswer {
  /** The registry lists it among its subject's referrers, where it has one. */
  isListed: boolean;
  /** The tag beside the digest names it now. */
  isTagged: boolean;
}

/** All methods throw RegistryFailure, or the signal's reason. */
export interface RegistryClient<Body> {
  /** Ends in `/v2`. */
  base: string;
  hasBlob(repository: string, digest: string, signal?: AbortSignal): Promise<boolean>;
  /**
   * The digest of what is under a tag or digest; empty where the registry does not tell. Undefined where nothing is,
   * or no such repository.
   */
  manifestDigest(repository: string, reference: string, signal?: AbortSignal): Promise<string | undefined>;
  /**
   * Where to send the blob; undefined where the registry took it over from `mountFrom`. Cannot be aborted: an upload
   * whose location is never learnt could not be cancelled.
   */
  startUpload(repository: string, digest: string, mountFrom?: string): Promise<string | undefined>;
  /** Undefined where the upload is not there any more. */
  standing(location: string, signal?: AbortSignal): Promise<Standing | undefined>;
  /** Answers where to send the next one. */
  sendChunk(
    location: string,
    chunk: Chunk<Body>,
    signal: AbortSignal,
    onSent: (bytes: number) => void,
  ): Promise<string>;
  finishUpload(location: string, digest: string, signal: AbortSignal): Promise<void>;
  cancelUpload(location: string): Promise<void>;
  /** Its text; undefined where there is none. */
  manifest(repository: string, reference: string, signal: AbortSignal): Promise<string | undefined>;
  /** `reference` is a tag or the manifest's digest; beside a digest a tag may be named, which some registries take. */
  putManifest(
    repository: string,
    reference: string,
    manifest: ManifestBytes,
    signal: AbortSignal,
    tag?: string,
  ): Promise<PutAnswer>;
}

export function createRegistryClient<Body>(transport: Transport<Body>, base: string): RegistryClient<Body> {
  async function send(
    request: TransportRequest<Body>,
    ...wanted: readonly number[]
  ): Promise<TransportAnswer> {
    let answer: TransportAnswer;
    try {
      answer = await transport(request);
    } catch (error) {
      if (error instanceof NoAnswerError)
        throw new RegistryFailure(request.url, 0, { code: "", message: error.message }, 0, error);
      throw error;
    }
    if (wanted.includes(answer.status)) return answer;
    const retryAfter = Number(answer.header("Retry-After")) || 0;
    throw new RegistryFailure(request.url, answer.status, readError(answer.text), retryAfter * 1000);
  }

  return {
    base,

    async hasBlob(repository, digest, signal) {
      const url = `${base}/${repository}/blobs/${digest}`;
      return (await send({ method: "HEAD", url, signal }, 200, 404)).status === 200;
    },

    async manifestDigest(repository, reference, signal) {
      const url = `${base}/${repository}/manifests/${reference}`;
      const headers = { Accept: MANIFEST_TYPES.join(", ") };
      const answer = await send({ method: "HEAD", url, headers, signal }, 200, 404);
      return answer.status === 404 ? undefined : (answer.header("Docker-Content-Digest") ?? "");
    },

    async manifest(repository, reference, signal) {
      const url = `${base}/${repository}/manifests/${reference}`;
      const headers = { Accept: MANIFEST_TYPES.join(", ") };
      const answer = await send({ method: "GET", url, headers, signal }, 200, 404);
      return answer.status === 404 ? undefined : answer.text;
    },

    async startUpload(repository, digest, mountFrom) {
      const algorithm = digestAlgorithm(digest);
      const query = new URLSearchParams({
        ...(mountFrom && { mount: digest, from: mountFrom }),
        // Else the registry learns it at the end, and has to read all of it again.
        ...(algorithm !== "sha256" && { "digest-algorithm": algorithm }),
      });
      const url = `${base}/${repository}/blobs/uploads/${query.size > 0 ? `?${query}` : ""}`;
      const answer = await send({ method: "POST", url }, 201, 202);
      return answer.status === 201 ? undefined : locationOf(answer, url);
    },

    async standing(location, signal) {
      const answer = await send({ method: "GET", url: location, signal }, 204, 404);
      return answer.status === 404 ? undefined : standingOf(answer, location);
    },

    async sendChunk(location, { offset, length, body }, signal, onSent) {
      const headers = {
        "Content-Type": "application/octet-stream",
        "Content-Range": `${offset}-${offset + length - 1}`,
      };
      const request = { method: "PATCH", url: location, headers, body, signal, onSent } as const;
      return locationOf(await send(request, 202), location);
    },

    async finishUpload(location, digest, signal) {
      const separator = location.includes("?") ? "&" : "?";
      const url = `${location}${separator}digest=${encodeURIComponent(digest)}`;
      await send({ method: "PUT", url, signal }, 201);
    },

    async cancelUpload(location) {
      await send({ method: "DELETE", url: location }, 204, 404);
    },

    async putManifest(repository, reference, { mediaType, bytes }, signal, tag) {
      const query = tag === undefined ? "" : `?${new URLSearchParams({ tag })}`;
      const url = `${base}/${repository}/manifests/${reference}${query}`;
      const headers = { "Content-Type": mediaType };
      const answer = await send({ method: "PUT", url, headers, body: bytes, signal }, 201);
      const tags = (answer.header("OCI-Tag") ?? "").split(/,\s*/);
      return {
        isListed: answer.header("OCI-Subject") !== null,
        isTagged: tag !== undefined && tags.includes(tag),
      };
    },
  };
}

/** Registries answer with an absolute or a relative location, with or without a query. */
function locationOf(answer: TransportAnswer, url: string): string {
  const location = answer.header("Location");
  if (location === null) return url;
  const resolved = new URL(location, new URL(url, "http://same-origin"));
  return resolved.host === "same-origin" ? resolved.pathname + resolved.search : resolved.href;
}

function standingOf(answer: TransportAnswer, url: string): Standing {
  const last = /^(?:bytes=)?0-(\d+)$/.exec(answer.header("Range") ?? "")?.[1];
  // `0-0` means nothing or one byte; taking it as nothing loses at most a byte.
  return { location: locationOf(answer, url), received: Number(last ?? 0) === 0 ? 0 : Number(last) + 1 };
}

function readError(text: string): RegistryErrorBody {
  try {
    const [error] = errorBodySchema.parse(JSON.parse(text)).errors;
    if (error) return error;
  } catch {
    // Not the registry's form: from a proxy in between, or without a body (HEAD).
  }
  return { code: "", message: "" };
}
