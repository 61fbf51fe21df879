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
