/**
 * Names of organizations, images and tags.
 *
 * Source of the rules: the SWR API reference ("Names in the URL") and, for tags, the OCI distribution
 * specification. The expressions are linear: the ones printed in the original FAQ backtrack without end.
 */

export const ORGANIZATION_NAME_MAX = 64;
export const IMAGE_NAME_MAX = 128;
export const TAG_NAME_MAX = 128;

/** Why a name is refused; the console has a sentence for each. */
export type NameProblem =
  | "empty"
  | "too_long"
  | "bad_start"
  | "bad_end"
  | "bad_character"
  | "bad_separators"
  | "reserved";

interface NameRule {
  max: number;
  start: RegExp;
  character: RegExp;
  separator: RegExp;
}

const organizationRule: NameRule = {
  max: ORGANIZATION_NAME_MAX,
  start: /^[a-z]/,
  character: /^[a-z0-9._-]*$/,
  separator: /^(?:\.|__?|-+)$/,
};

const imageRule: NameRule = {
  max: IMAGE_NAME_MAX,
  start: /^[a-z0-9]/,
  character: /^[a-z0-9._/-]*$/,
  separator: /^(?:[./]|__?|-+)$/,
};

function check(name: string, rule: NameRule): NameProblem | undefined {
  if (name === "") return "empty";
  if (name.length > rule.max) return "too_long";
  if (!rule.character.test(name)) return "bad_character";
  if (!rule.start.test(name)) return "bad_start";
  if (!/[a-z0-9]$/.test(name)) return "bad_end";
  const separators = name.split(/[a-z0-9]+/).filter((run) => run !== "");
  if (!separators.every((run) => rule.separator.test(run))) return "bad_separators";
  return undefined;
}

/** `reserved` comes from the edition profile. */
export function checkOrganizationName(name: string, reserved: readonly string[]): NameProblem | undefined {
  return check(name, organizationRule) ?? (reserved.includes(name) ? "reserved" : undefined);
}

/** Name of an image inside its organization; may contain `/`. */
export function checkImageName(name: string): NameProblem | undefined {
  return check(name, imageRule);
}

export function checkTagName(name: string): NameProblem | undefined {
  if (name === "") return "empty";
  if (name.length > TAG_NAME_MAX) return "too_long";
  if (!/^[A-Za-z0-9_]/.test(name)) return "bad_start";
  return /^[A-Za-z0-9_.-]*$/.test(name) ? undefined : "bad_character";
}

/** What people see and type: no spaces around, no control or invisible characters. */
export const USER_NAME = /^[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?$/u;

/**
 * A `/` of an image name travels as `$` in a path segment and in the `name` query parameter; in bodies it stays
 * `/`. `$` is never part of a legal name, so the mapping can be undone.
 */
export function imageNameToUrl(name: string): string {
  return name.replaceAll("/", "$");
}

export function imageNameFromUrl(text: string): string {
  return text.replaceAll("$", "/");
}
