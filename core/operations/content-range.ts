/** `Content-Range` of the lists of v2: `{offset}-{count}/{total}`; the middle is the count on the page, not an index. */

export function formatContentRange(offset: number, count: number, total: number): string {
  return `${offset}-${count}/${total}`;
}

export function parseContentRange(
  text: string,
): { offset: number; count: number; total: number } | undefined {
  const match = /^(\d+)-(\d+)\/(\d+)$/.exec(text);
  if (!match) return undefined;
  return { offset: Number(match[1]), count: Number(match[2]), total: Number(match[3]) };
}
