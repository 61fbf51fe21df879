const LENGTH_MAX = 500;

/** Text of others as part of a one-line message: no line breaks or control characters, at most 500 characters. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, LENGTH_MAX);
}
