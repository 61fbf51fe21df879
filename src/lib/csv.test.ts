import fc from "fast-check";
import { expect, test } from "vitest";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { csvLine } from "./csv.ts";

/** Reads as RFC 4180 says, but splits at whatever it is told; a quotation begins where a cell does. */
function parse(line: string, separator = ","): string[] {
  const cell = new RegExp(`("(?:[^"]|"")*"[^${separator}\r\n]*|[^${separator}\r\n]*)`, "gs");
  return [...line.matchAll(cell)]
    .map(([found = ""]) => found)
    .filter((found) => found !== "")
    .map((found) => found.replace(/^"((?:[^"]|"")*)"/s, (_, quoted: string) => quoted.replaceAll('""', '"')));
}

/** Apostrophes are what is added. */
const bare = (text: string) => text.replaceAll("'", "");

const texts = fc.oneof(
  fc.constantFrom(...HOSTILE_STRINGS, '=1+1,"x"', "+1", "-1", "@cmd", "\t=1", "\r\n=1", "x;=1+1", "＝1+1"),
  fc
    .array(fc.constantFrom(..."=+-@＝,;|\"'a \t\r\n"), { maxLength: 12 })
    .map((characters) => characters.join("")),
);

test("hostile text stays one cell, which says the same", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const line = csvLine([text, "next"]);
      expect(line.endsWith(",next\r\n")).toBe(true);
      const cell = line.slice(0, -",next\r\n".length);
      const read = /^"((?:[^"]|"")*)"$/s.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
      expect(cell.startsWith('"') || !/[,\r\n]/.test(cell)).toBe(true);
      expect(bare(read)).toBe(bare(text));
    }),
    { numRuns: 2000 },
  );
});

test.each([",", ";", "|", "\t"])("nothing is a formula to whoever splits at %j", (separator) => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const cell of parse(csvLine(["first", text, "last"]), separator)) {
        expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/);
      }
    }),
    { numRuns: 2000 },
  );
});

test("what is no formula stays as it is", () => {
  const line = csvLine(["a - b", "2026-01-01", "a=b, c+d", "a@b.example", "x;y"]);
  expect(line).toBe('a - b,2026-01-01,"a=b, c+d",a@b.example,"x;y"\r\n');
});

test("numbers stay numbers, also negative ones", () => {
  expect(csvLine([-5, true, "a"])).toBe("-5,true,a\r\n");
});
