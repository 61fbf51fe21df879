/** What is in a tag. Of an index each platform's manifest is read from the registry: the management API knows tags only. */
import { queryOptions } from "@tanstack/react-query";
import { isDigest } from "../../core/digest.ts";
import { MANIFEST_MAX } from "../../core/limits.ts";
import { CONSOLE_REGISTRY_PREFIX } from "../../core/session.ts";
import { ApiError, isRefusedWith } from "../api/api-error.ts";
import { call, operationQuery } from "../api/client.ts";
import { http } from "../api/http.ts";
import { type ImageConfig, readConfig } from "../lib/image/config.ts";
import { type Manifest, readManifest } from "../lib/image/manifest.ts";
import { createLimit } from "../lib/limit.ts";
import { type ImageRef, params } from "./images.ts";

export interface TagRef extends ImageRef {
  tag: string;
}

export interface Content {
  digest: string;
  /** As it was pushed. */
  text: string;
  manifest: Manifest;
  /** Undefined where there is none, or it cannot be shown. */
  configText: string | undefined;
  config: ImageConfig | undefined;
}

const tagParams = ({ tag, ...ref }: TagRef) => ({ ...params(ref), tag });

export function tagQuery(ref: TagRef) {
  return operationQuery("ShowRepoTag", { params: tagParams(ref) });
}

/** `tag` is the answer to tagQuery. With `child` the content is that of one manifest of the tag's index. */
export function contentQuery(
  ref: TagRef,
  tag: { digest: string; manifest: string },
  child: string | undefined,
) {
  return queryOptions({
    queryKey: ["ShowRepoTag", { params: tagParams(ref) }, "content", child ?? tag.digest],
    queryFn: async ({ signal }): Promise<Content> => {
      const text = child === undefined ? tag.manifest : await registryText(ref, "manifests", child, signal);
      const manifest = readManifest(text);
      const configText = await configOf(ref, manifest, child, signal);
      return {
        digest: child ?? tag.digest,
        text,
        manifest,
        configText,
        config: manifest.kind === "image" && configText !== undefined ? readConfig(configText) : undefined,
      };
    },
  });
}

async function configOf(
  ref: TagRef,
  { config }: Manifest,
  child: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!config || config.size > MANIFEST_MAX) return undefined;
  if (child !== undefined) return registryText(ref, "blobs", config.digest, signal);
  try {
    return await call("ShowRepoTagConfig", { params: tagParams(ref) }, signal);
  } catch (error) {
    // The config is no text: an artifact may have anything there.
    if (isRefusedWith(error, "manifestNotFound")) return undefined;
    throw error;
  }
}

/** Whether the image has a manifest that its index names: an index may be sparse (SWR_ALLOW_SPARSE_INDEXES). */
export function presenceQuery(ref: ImageRef, digest: string) {
  return queryOptions({
    queryKey: ["ShowRepoTag", { params: params(ref) }, "presence", digest],
    queryFn: ({ signal }) => limit(() => isPresent(ref, digest, signal), signal),
    retry: false,
  });
}

async function isPresent(ref: ImageRef, digest: string, signal: AbortSignal): Promise<boolean> {
  try {
    await http.head(registryUrl(ref, "manifests", digest), { signal });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}

async function registryText(
  ref: ImageRef,
  kind: "manifests" | "blobs",
  digest: string,
  signal: AbortSignal,
): Promise<string> {
  const url = registryUrl(ref, kind, digest);
  return (await http.request<string>({ url, responseType: "text", signal })).data;
}

function registryUrl({ organization, image }: ImageRef, kind: "manifests" | "blobs", digest: string): string {
  // The digest comes from a manifest or the address, and must not lead to another path.
  if (!isDigest(digest)) throw new RangeError(`not a digest: ${digest}`);
  return `${CONSOLE_REGISTRY_PREFIX}/v2/${organization}/${image}/${kind}/${digest}`;
}

/** A page of tags asks for many configs; a few at once leave the service time for others. */
const limit = createLimit(4);

/** The platform of a tag that is no index, e.g. `linux/amd64`. The same config says the same for ever. */
export function platformQuery(ref: TagRef, configDigest: string) {
  const { organization, image } = ref;
  return queryOptions({
    queryKey: ["ShowRepoTagConfig", { organization, image }, configDigest],
    queryFn: async ({ signal }) => {
      const text = await limit(() => call("ShowRepoTagConfig", { params: tagParams(ref) }, signal), signal);
      return readConfig(text)?.platform ?? "";
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
