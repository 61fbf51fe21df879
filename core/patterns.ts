/**
 * Patterns that people write for names of tags. Both the page's preview and the service run them on RE2 (decision 7). A
 * pattern matches the whole name: `a|b` matches the two tags a and b, where the original would read it as "starts with
 * a, or ends with b" (user guide, 5.8).
 */
import { RE2JS } from "re2js";

export const PATTERN_MAX = 256;

/** Instructions of the compiled expression. A larger one could take seconds over thousands of names. */
const PROGRAM_MAX = 1000;

export type PatternProblem = "empty" | "too_long" | "not_re2" | "too_complex" | "bad_braces";

interface Pattern {
  /** `glob`: `*` and `?` without `/`, `**` with it, `{a,b}` one of several. */
  understoodAs: "regular" | "glob";
  matches(name: string): boolean;
}

export type ReadPattern = Pattern | { problem: PatternProblem };

/** A pattern of retention: always a regular expression. */
export function readRegular(source: string): ReadPattern {
  return checkLength(source) ?? compile(source, "regular");
}

/**
 * A pattern of a trigger. The guide describes globs but gives a regular expression as its example (user guide, 「正则触发」),
 * so signs that only a regular expression has decide.
 */
export function readCondition(source: string): ReadPattern {
  const problem = checkLength(source);
  if (problem) return problem;
  if (/[\^$()[\]|\\+]|\.[*?]/.test(source)) return compile(source, "regular");
  const translated = translateGlob(source);
  return translated === undefined ? { problem: "bad_braces" } : compile(translated, "glob");
}

function checkLength(source: string): { problem: PatternProblem } | undefined {
  if (source === "") return { problem: "empty" };
  return source.length > PATTERN_MAX ? { problem: "too_long" } : undefined;
}

function compile(source: string, understoodAs: Pattern["understoodAs"]): ReadPattern {
  let expression: RE2JS;
  try {
    // Compiled alone first, so that `a)(b` is refused.
    RE2JS.compile(source);
    expression = RE2JS.compile(`(?:${source})`);
  } catch {
    return { problem: "not_re2" };
  }
  if (expression.programSize() > PROGRAM_MAX) return { problem: "too_complex" };
  return { understoodAs, matches: (name) => expression.testExact(name) };
}

/** Undefined where braces do not close or are nested. */
function translateGlob(source: string): string | undefined {
  let translated = "";
  let inBraces = false;
  for (const [sign] of source.matchAll(/\*\*|[\s\S]/gu)) {
    if (sign === "{" ? inBraces : sign === "}" && !inBraces) return undefined;
    if (sign === "{" || sign === "}") inBraces = sign === "{";
    translated += translateSign(sign, inBraces);
  }
  return inBraces ? undefined : translated;
}

function translateSign(sign: string, inBraces: boolean): string {
  if (sign === "**") return ".*";
  if (sign === "*") return "[^/]*";
  if (sign === "?") return "[^/]";
  if (sign === "{") return "(?:";
  if (sign === "}") return ")";
  if (sign === "," && inBraces) return "|";
  return RE2JS.quote(sign);
}
