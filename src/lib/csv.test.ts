import { expect, test } from "vitest";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { csvLine } from "./csv.ts";

/** Reads one line as RFC 4180 says. */
function parse(line: string): string[] {
  const cells = [...line.slice(0, -2).matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/gs)].map(([, cell = ""]) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
  // The match at the very end is empty.
  return cells.slice(0, -1);
}

test("hostile text stays one cell, and none is a formula", () => {
  for (const text of [...HOSTILE_STRINGS, '=1+1,"x"', "+1", "-1", "@cmd", "\t=1", "\r\n=1"]) {
    const cells = parse(csvLine([text, "next"]));
    expect(cells).toHaveLength(2);
    expect(cells[0]).not.toMatch(/^[=+\-@\t\r\n]/);
    expect(cells[0]?.replace(/^'/, "")).toBe(text.replace(/^'/, ""));
  }
});

test("numbers stay numbers, also negative ones", () => {
  expect(csvLine([-5, true, "a"])).toBe("-5,true,a\r\n");
});
