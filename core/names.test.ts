import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkImageName,
  checkOrganizationName,
  checkTagName,
  imageNameFromUrl,
  imageNameToUrl,
} from "./names.ts";
import { imageNameParam } from "./operations/parameters.ts";

const organization = (name: string) => checkOrganizationName(name, ["library"]);

describe("organization", () => {
  test.each(["a", "team", "team-1", "a.b", "a_b", "a__b", "a---b", "a-b.c_d__e", "a".repeat(64)])(
    "%s is a name",
    (name) => expect(organization(name)).toBeUndefined(),
  );

  test.each([
    ["", "empty"],
    ["a".repeat(65), "too_long"],
    ["1a", "bad_start"],
    ["-a", "bad_start"],
    ["a-", "bad_end"],
    ["a__", "bad_end"],
    ["Team", "bad_character"],
    ["a b", "bad_character"],
    ["a/b", "bad_character"],
    ["a$b", "bad_character"],
    ["a\n", "bad_character"],
    ["té", "bad_character"],
    ["a\u202Eb", "bad_character"],
    ["a..b", "bad_separators"],
    ["a___b", "bad_separators"],
    ["a._b", "bad_separators"],
    ["a-_b", "bad_separators"],
    ["library", "reserved"],
  ])("%j is refused: %s", (name, problem) => expect(organization(name)).toBe(problem));

  test("what is reserved depends on the edition", () => {
    expect(checkOrganizationName("library", [])).toBeUndefined();
  });
});

describe("image", () => {
  test.each(["1", "nginx", "gateway/edge", "a/b/c", "a.b/c_d__e-f", "0".repeat(128)])(
    "%s is a name",
    (name) => expect(checkImageName(name)).toBeUndefined(),
  );

  test.each([
    ["", "empty"],
    ["a".repeat(129), "too_long"],
    ["/a", "bad_start"],
    ["a/", "bad_end"],
    ["A", "bad_character"],
    ["a$b", "bad_character"],
    ["a//b", "bad_separators"],
    ["a/-b", "bad_separators"],
    ["a/../b", "bad_separators"],
  ])("%j is refused: %s", (name, problem) => expect(checkImageName(name)).toBe(problem));
});

describe("tag", () => {
  test.each(["latest", "v1.0.0", "_x", "A", "1--__..", "x".repeat(128)])("%s is a name", (name) =>
    expect(checkTagName(name)).toBeUndefined(),
  );

  test.each([
    ["", "empty"],
    ["x".repeat(129), "too_long"],
    [".a", "bad_start"],
    ["-a", "bad_start"],
    ["a:b", "bad_character"],
    ["a/b", "bad_character"],
    ["a\n", "bad_character"],
  ])("%j is refused: %s", (name, problem) => expect(checkTagName(name)).toBe(problem));
});

describe("agreement with the expressions of the API reference", () => {
  // Section 1.1 of the reference, with its length. They only have to be right here, not fast.
  const ORGANIZATION = /^[a-z](?:[a-z0-9]|(?:\.|__?|-+)(?=[a-z0-9]))*$/;
  const IMAGE = /^[a-z0-9](?:[a-z0-9]|(?:[./]|__?|-+)(?=[a-z0-9]))*$/;
  const nearlyAName = fc.string({ unit: fc.constantFrom(..."ab0._-/A$"), maxLength: 12 });

  test("organization", () => {
    fc.assert(
      fc.property(nearlyAName, (name) => {
        expect(checkOrganizationName(name, []) === undefined).toBe(ORGANIZATION.test(name));
      }),
      { numRuns: 2000 },
    );
  });

  test("image", () => {
    fc.assert(
      fc.property(nearlyAName, (name) => {
        expect(checkImageName(name) === undefined).toBe(IMAGE.test(name));
      }),
      { numRuns: 2000 },
    );
  });
});

test("an image's name survives the way through the URL", () => {
  const name = fc
    .string({ unit: fc.constantFrom(..."ab0._-/"), maxLength: 20 })
    .filter((text) => checkImageName(text) === undefined);
  fc.assert(
    fc.property(name, (image) => {
      expect(imageNameToUrl(image)).not.toContain("/");
      expect(imageNameFromUrl(imageNameToUrl(image))).toBe(image);
      expect(imageNameParam.parse(imageNameToUrl(image))).toBe(image);
    }),
  );
});
