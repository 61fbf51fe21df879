import { expect, test } from "vitest";
import { MEDIA_TYPE } from "../../../core/media-types.ts";
import type { Tag } from "../../../core/operations/tags.ts";
import { chooseManifests } from "./platforms.ts";

const tag = (manifest: object) => ({ manifest: JSON.stringify({ schemaVersion: 2, ...manifest }) }) as Tag;

const image = tag({ config: { mediaType: MEDIA_TYPE.ociConfig, digest: "c" }, layers: [] });

const index = (name: string, ...architectures: string[]) =>
  tag({
    mediaType: MEDIA_TYPE.ociIndex,
    manifests: architectures.map((architecture) => ({
      mediaType: MEDIA_TYPE.ociManifest,
      digest: `${name} ${architecture}`,
      platform: { os: "linux", architecture },
    })),
  });

test("two images have no platform to choose", () => {
  expect(chooseManifests(image, image, "linux/arm64")).toMatchObject({ platforms: [], from: undefined });
});

test("of two indexes the first platform that both have is taken", () => {
  expect(chooseManifests(index("a", "arm64", "amd64"), index("b", "amd64", "s390x"), "")).toEqual({
    platforms: ["linux/arm64", "linux/amd64", "linux/s390x"],
    platform: "linux/amd64",
    from: "a amd64",
    to: "b amd64",
    missing: undefined,
  });
});

test("a platform that only one has is said to be missing in the other", () => {
  const [a, b] = [index("a", "arm64", "amd64"), index("b", "amd64")];
  expect(chooseManifests(a, b, "linux/arm64")).toMatchObject({ from: "a arm64", missing: "to" });
  expect(chooseManifests(b, a, "linux/arm64")).toMatchObject({ to: "a arm64", missing: "from" });
});

test("an index is compared with an image by one of its platforms", () => {
  const compared = chooseManifests(index("a", "amd64"), image, "");
  expect(compared).toMatchObject({ from: "a amd64", to: undefined, missing: undefined });
});

test("indexes without a platform in common still show the first", () => {
  expect(chooseManifests(index("a", "arm64"), index("b", "amd64"), "")).toMatchObject({
    platform: "linux/arm64",
    missing: "to",
  });
});
