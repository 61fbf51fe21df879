/** Text that has broken consoles before. Lists, filters and errors are run through with each of them. */
export const HOSTILE_STRINGS = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "javascript:alert(1)",
  '=HYPERLINK("http://evil.example")',
  "\u202egnp.exe",
  "zero\u200bwidth",
  "'; drop table images; --",
  "%",
  "_",
  "\\",
  "a|b::c",
  "../../etc/passwd",
  "x".repeat(5000),
  "\u0000",
];
