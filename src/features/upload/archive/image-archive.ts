/** Reads the images out of an archive of `docker save` or of a tool that writes the same. */
import type { ArchiveFile } from "./archive-file.ts";
import type { ArchiveImage } from "./archive-image.ts";
import {
  DOCKER_MANIFEST,
  digestInName,
  dockerNames,
  readDockerImage,
  readDockerManifest,
} from "./docker-layout.ts";
import { type Documents, openDocuments } from "./documents.ts";
import { OCI_INDEX, type OciImage, readOciLayout } from "./oci-layout.ts";
import { ArchiveError } from "./problem.ts";
import { uniqueReferences } from "./reference.ts";
import { indexTar, type TarIndex } from "./tar-index.ts";

/**
 * All images of the archive, with nothing but headers and small documents read. Throws ArchiveError with the exact
 * fault.
 */
export async function readImageArchive(file: ArchiveFile): Promise<ArchiveImage[]> {
  const index = await indexTar(file);
  const documents = openDocuments(file, index);
  const ociImages = documents.has(OCI_INDEX) ? await readOciLayout(documents) : [];
  const images = documents.has(DOCKER_MANIFEST)
    ? await combine(documents, ociImages)
    : ociImages.map(withoutConfigs);
  if (images.length > 0) return images;
  const folder = folderAround(index);
  if (folder !== undefined) throw new ArchiveError({ code: "inside_folder", entry: folder });
  // Engines before 1.10 wrote this file and no manifest.json.
  throw new ArchiveError({ code: documents.has("repositories") ? "too_old" : "not_an_image" });
}

/** The folder that the whole image was packed in. Files that begin with `._` are macOS's own. */
function folderAround(index: TarIndex): string | undefined {
  const names = [...index.names()].filter((name) => !name.startsWith("._"));
  const folder = names[0]?.split("/", 1)[0];
  const isImage = index.find(`${folder}/manifest.json`) ?? index.find(`${folder}/index.json`);
  return isImage && names.every((name) => name.startsWith(`${folder}/`)) ? folder : undefined;
}

/**
 * Newer engines write both layouts side by side. The OCI one has the manifests' own bytes, manifest.json may know
 * names and images that it does not.
 */
async function combine(documents: Documents, ociImages: readonly OciImage[]): Promise<ArchiveImage[]> {
  const listed = await readDockerManifest(documents);
  const isSame = (oci: OciImage, config: string) => oci.configs.includes(digestInName(config) ?? "");
  const images = ociImages.map((oci) => {
    const names = listed.filter(({ Config }) => isSame(oci, Config)).flatMap(dockerNames);
    return { ...withoutConfigs(oci), names: uniqueReferences([...oci.names, ...names]) };
  });
  for (const image of listed) {
    if (ociImages.some((oci) => isSame(oci, image.Config))) continue;
    images.push(await readDockerImage(documents, image));
  }
  return images;
}

function withoutConfigs({ configs: _, ...image }: OciImage): ArchiveImage {
  return image;
}
