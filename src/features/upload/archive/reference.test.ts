import fc from "fast-check";
import { expect, it } from "vitest";
import { parseReference, uniqueReferences } from "./reference.ts";

it.each([
  ["app", "app", "latest"],
  ["app:1", "app", "1"],
  ["team/app:1", "app", "1"],
  ["team/sub/app:1", "sub/app", "1"],
  ["registry.io/app:1", "app", "1"],
  ["registry.io/team/app:1", "app", "1"],
  ["registry.io/team/sub/app:1", "sub/app", "1"],
  ["localhost/app", "app", "latest"],
  ["localhost:5000/team/app", "app", "latest"],
  ["registry:5000/team/app:v1.2", "app", "v1.2"],
  ["docker.io/library/alpine:3.20", "alpine", "3.20"],
  [`team/app:1@sha256:${"0".repeat(64)}`, "app", "1"],
  ["", "", "latest"],
])("%s is %s, version %s, in the organization chosen", (reference, image, tag) => {
  expect(parseReference(reference)).toEqual({ image, tag });
});

it("takes any text", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { image, tag } = parseReference(text);
      expect(text).toContain(image.split("/").at(-1));
      expect(tag === "latest" || text.includes(tag)).toBe(true);
    }),
  );
});

it("keeps each name once, and a bare tag only where nothing names its image", () => {
  const bare = { image: "", tag: "1" };
  const named = { image: "app", tag: "1" };
  expect(uniqueReferences([bare, named, named])).toEqual([named]);
  expect(uniqueReferences([bare, { image: "app", tag: "2" }])).toEqual([bare, { image: "app", tag: "2" }]);
});
