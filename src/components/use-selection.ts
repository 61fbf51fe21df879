import { useState } from "react";

interface Selectable<Row, Kept> {
  /** Of the page that is shown; undefined until they are here. */
  rows: readonly Row[] | undefined;
  nameOf: (row: Row) => string;
  /** What to remember of a row once its page has been left. */
  keep: (row: Row) => Kept;
}

/** The chosen rows of a list. Rows of other pages stay chosen, as they were when they were chosen. */
export function useSelection<Row, Kept>({ rows, nameOf, keep }: Selectable<Row, Kept>) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Kept>>(new Map());
  const [gone, setGone] = useState(0);

  function choose(names: ReadonlySet<string>) {
    const here = new Map(rows?.map((row) => [nameOf(row), row]));
    const next = new Map<string, Kept>();
    for (const name of names) {
      const row = here.get(name);
      const kept = row ? keep(row) : chosen.get(name);
      if (kept !== undefined) next.set(name, kept);
    }
    setChosen(next);
  }

  return {
    /** By name. */
    chosen,
    choose,
    /** How many were deleted last, to be announced. */
    gone,
    /** For rows that have been deleted. */
    forget: (names: readonly string[]) => {
      setGone(names.length);
      setChosen((before) => new Map([...before].filter(([name]) => !names.includes(name))));
    },
  };
}
