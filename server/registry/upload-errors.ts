/** What keeps an upload from going on, in the registry's words. */
import type { Upload } from "../content/upload-rows.ts";
import type { UploadRefusal } from "../content/uploads.ts";
import { RegistryError } from "../errors.ts";
import type { Repository } from "../manifests/repository.ts";
import { quotaUsedUp } from "./quota-error.ts";
import { uploadRange } from "./ranges.ts";

/** Into an organization, whose quota it may not pass. */
export interface ImageUpload extends Upload {
  organization: Repository["organization"];
}

export function uploadRefused(refusal: UploadRefusal, base: string, upload: ImageUpload): RegistryError {
  switch (refusal.outcome) {
    case "unknown upload":
      return new RegistryError("BLOB_UPLOAD_UNKNOWN", "no such upload: it ended or was cancelled");
    case "busy":
      return new RegistryError("BLOB_UPLOAD_INVALID", "another request is writing this upload");
    case "does not follow":
      return new RegistryError(
        "RANGE_INVALID",
        `the upload stands at ${refusal.size} bytes: send the chunk that follows`,
        { headers: uploadPosition(base, upload, refusal.size) },
      );
    case "too large":
      return new RegistryError("SIZE_INVALID", "a layer may have 10 GB at most");
    case "no room":
      return quotaUsedUp(upload.organization);
  }
}

/** Where to send the next chunk, and what there is already. */
export function uploadPosition(
  base: string,
  { repository, id }: Upload,
  size: number,
): Record<string, string> {
  return {
    location: `${base}/${repository}/blobs/uploads/${id}`,
    range: uploadRange(size),
    "docker-upload-uuid": id,
  };
}
