/** The pages to link to: the first, the last and those around the current one; `gap` stands for the ones left out. */
export function pageWindow(page: number, pages: number): (number | "gap")[] {
  const shown = new Set([1, pages, page - 1, page, page + 1]);
  // A gap of one page is no shorter than the page itself.
  if (page === 4) shown.add(2);
  if (page === pages - 3) shown.add(pages - 1);
  const list = [...shown].filter((number) => number >= 1 && number <= pages).sort((a, b) => a - b);
  return list.flatMap((number, at) =>
    at > 0 && number - (list[at - 1] ?? 0) > 1 ? ["gap", number] : [number],
  );
}
