import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { setUpConsole } from "../../tests/support/console.tsx";
import { HOSTILE_STRINGS } from "../../tests/support/hostile-strings.ts";
import { safeHref } from "../lib/safe-href.ts";
import { Markdown } from "./Markdown.tsx";

setUpConsole();

const show = (text: string) => render(<Markdown text={text} />).container;

const ACTIVE = "script, img, iframe, object, embed, style, svg, form, base, meta, link";

/** As an attacker would write them, alone and inside what Markdown makes links and images of. */
const ATTACKS = HOSTILE_STRINGS.flatMap((text) => [
  text,
  `[click](${text})`,
  `[click](<${text}>)`,
  `![picture](${text})`,
  `# ${text}`,
  `| a |\n|---|\n| ${text} |`,
  `\`\`\`${text}\n${text}\n\`\`\``,
]).concat(
  '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
  "[x](JaVaScRiPt:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[x][y]\n\n[y]: vbscript:msgbox(1)",
  "<javascript:alert(1)>",
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  "[x](//evil.example)",
  "[x](/images?dialog=edit)",
);

test.each(ATTACKS)("nothing in it is active: %j", (text) => {
  const page = show(text);
  expect(page.querySelector(ACTIVE)).toBeNull();
  for (const element of page.querySelectorAll("*")) {
    expect(element.getAttributeNames().filter((name) => name.startsWith("on"))).toEqual([]);
  }
  for (const link of page.querySelectorAll("a")) expect(link.href).toMatch(/^(https?|mailto):/);
});

test("markup is shown as the letters it is made of", () => {
  expect(show("a <b>bold</b> claim").textContent).toContain("a <b>bold</b> claim");
});

test("links open apart and vouch for nothing", () => {
  const link = show("[docs](https://docs.example/a?b=1)").querySelector("a");
  expect(link?.getAttribute("href")).toBe("https://docs.example/a?b=1");
  expect(link?.rel).toBe("noopener noreferrer nofollow");
  expect(link?.target).toBe("_blank");
});

test("an image is a link to it, so that nothing is loaded from elsewhere", () => {
  const page = show("![The plan](https://pictures.example/plan.png)");
  expect(page.querySelector("a")?.href).toBe("https://pictures.example/plan.png");
  expect(page.textContent).toBe("Image: The plan");
});

test("headings stand below the page's own; tables and lists are understood", () => {
  const page = show("# Title\n\n- one\n\n| a | b |\n|---|---|\n| 1 | 2 |");
  expect(page.querySelector("h1")).toBeNull();
  expect(page.querySelector("h2")?.textContent).toBe("Title");
  expect(page.querySelectorAll("td")).toHaveLength(2);
  expect(page.querySelectorAll("li")).toHaveLength(1);
});

/** As long as a description may be. Each holds the browser for seconds, or breaks the page. */
const FLOODS = {
  "lists in each other": "- ".repeat(15_000),
  "lists by indentation": Array.from({ length: 240 }, (_, at) => `${" ".repeat(at)}- a`).join("\n"),
  "numbered lists and quotes": "> 1. ".repeat(6_000),
  "quotes in each other": ">".repeat(30_000),
  "many items": "- a\n".repeat(7_500),
  "a table of many columns": `${"|a".repeat(1_500)}|\n${"|-".repeat(1_500)}|\n${"|\n".repeat(12_000)}`,
  "a table of fewer": `${"|a".repeat(300)}|\n${"|-".repeat(300)}|\n${"a\n".repeat(1_500)}`,
  brackets: "[".repeat(30_000),
  pictures: "![".repeat(15_000),
  emphasis: "*a_b".repeat(7_500),
};

test.each(Object.entries(FLOODS))("%s are shown as they were written, with the reason", (_, text) => {
  const page = show(text);
  expect(page.querySelector("p")?.textContent).toContain("Shown as it was written");
  expect(page.querySelector("pre")?.textContent).toBe(text);
  expect(page.querySelectorAll("*").length).toBeLessThan(10);
});

/** Just within. */
const LARGE = {
  "emphasis in emphasis": `${"*a _b ".repeat(999)}${"_*".repeat(999)}`,
  "lists in each other": "- ".repeat(40),
  "a table": `${"|a".repeat(20)}|\n${"|-".repeat(20)}|\n${"|b".repeat(20)}|\n`.concat("|c|\n".repeat(900)),
  lines: "- an item with a [link](https://a.example)\n".repeat(600),
};

test.each(Object.entries(LARGE))("%s are understood as long as a page can show them", (_, text) => {
  const page = show(text);
  expect(page.querySelector("pre")).toBeNull();
  expect(page.querySelectorAll("*").length).toBeLessThan(40_000);
});

test("what is nested too deep stays as plain words", () => {
  const page = show(`before ${"*a _b ".repeat(999)}innermost${"_*".repeat(999)} after`);
  expect(page.textContent).toBe(`before ${"a b ".repeat(999)}innermost after`);
  expect(page.querySelectorAll("*").length).toBeLessThan(120);
  expect(page.querySelectorAll("em").length).toBeGreaterThan(90);
});

test.each([
  ["https://a.example", "https://a.example/"],
  ["mailto:team@a.example", "mailto:team@a.example"],
  ["javascript:alert(1)", ""],
  ["ftp://a.example", ""],
  ["/images", ""],
  ["#part", ""],
  ["", ""],
])("the address %j stands as %j", (href, safe) => {
  expect(safeHref(href)).toBe(safe);
});
