import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shellQuote } from "./shell-quote.ts";

/** What a real shell makes of the words: each printed with an end mark. */
function shellReads(words: readonly string[]): string[] {
  const script = `printf '%s\\0' ${words.map(shellQuote).join(" ")}`;
  return execFileSync("/bin/sh", ["-c", script]).toString().split("\0").slice(0, -1);
}

test("leaves the words of a usual command alone", () => {
  const words = ["local-1@AKIA12", "127.0.0.1:8080", "swr.cn-north-1.example.com", "a+b,c_d/e", "[::1]:8080"];
  expect(words.map(shellQuote)).toEqual([...words.slice(0, 4), "'[::1]:8080'"]);
});

test("keeps words that a shell would act on", () => {
  const words = ["", "$(id)", "`id`", "a;b", "a b", "it's", "=ls", "~", "!x", "*", "\\", '"', "'", "日本"];
  expect(shellReads(words)).toEqual(words);
});

test("keeps whatever can be pasted", () => {
  const text = fc.string({ unit: "grapheme" }).filter((word) => !/\p{Cc}/u.test(word));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (words) => {
      expect(shellReads(words)).toEqual(words);
    }),
    { numRuns: 50 },
  );
});

test("refuses what a terminal would run or act on", () => {
  for (const word of ["a\nb", "a\rb", "\u001b[201~", "\u0000", "\u0085"]) {
    expect(() => shellQuote(word)).toThrow(RangeError);
  }
});
