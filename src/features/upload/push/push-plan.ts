/** What goes where, and how far it got. A plan outlives pauses and failures: pushing it again goes on where it stood. */
import type { BlobPush } from "../../../../core/registry-client/push-blob.ts";
import type { ArchiveBlob, ArchiveImage, ArchiveManifest } from "../archive/archive-image.ts";

/** An image of the archive under the name the person gave it. */
export interface Target {
  /** Place in the archive's list of images. */
  index: number;
  image: string;
  tag: string;
}

export interface ArchiveBlobPush extends BlobPush {
  blob: ArchiveBlob;
  /** Among the layers of its repository, from 1; a config has none. */
  layer: number | undefined;
}

export interface RepositoryPush {
  /** `organization/image` */
  name: string;
  blobs: ArchiveBlobPush[];
  /** In the order of pushing: children before the index that lists them. */
  manifests: { reference: string; manifest: ArchiveManifest }[];
}

export type PushPlan = RepositoryPush[];

export function planPush(
  organization: string,
  images: readonly ArchiveImage[],
  targets: readonly Target[],
): PushPlan {
  return [...new Set(targets.map(({ image }) => image))].map((name) => {
    const own = targets
      .filter((target) => target.image === name)
      .flatMap(({ index, tag }) => {
        const image = images[index];
        return image ? [{ image, tag }] : [];
      });
    const blobs = new Map(own.flatMap(({ image }) => image.blobs.map((blob) => [blob.digest, blob])));
    return {
      name: `${organization}/${name}`,
      blobs: startOf([...blobs.values()]),
      manifests: own.flatMap(({ image, tag }) =>
        image.manifests.map((manifest, at) => ({
          reference: at === image.manifests.length - 1 ? tag : manifest.digest,
          manifest,
        })),
      ),
    };
  });
}

function startOf(blobs: readonly ArchiveBlob[]): ArchiveBlobPush[] {
  const layers = blobs.filter(({ kind }) => kind === "layer");
  return blobs.map((blob) => ({
    blob,
    layer: blob.kind === "layer" ? layers.indexOf(blob) + 1 : undefined,
    state: "waiting",
    sent: 0,
    received: 0,
    location: undefined,
  }));
}
