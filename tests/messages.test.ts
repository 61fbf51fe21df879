/** Holds the two catalogues together, and to what the console really says. */
import { describe, expect, test } from "vitest";
import { isTest, readSources, withoutComments } from "./source-files.ts";
import { catalogues, type Tree } from "./support/texts.ts";

/** Keys that are put together where they are used, e.g. `error.c${code}`. Each must be found in src/ in that form. */
const BUILT_KEYS = [
  "retention.form.pattern.",
  "retention.ledger.state.",
  "apiReference.parameters.",
  "app.disk.",
  "app.hindrance.",
  "app.shortcuts.",
  "app.theme.",
  "common.ago.",
  "common.until.",
  "common.copy.",
  "common.name.image.",
  "common.name.organization.",
  "common.name.tag.",
  "credentials.password.field.",
  "credentials.password.problem.",
  "error.c",
  "tags.artifact.",
  "images.category.",
  "compare.fate.",
  "tags.field.",
  "images.refusal.",
  "common.batch.state.",
  "sync.cause.",
  "sync.remedy.",
  "sync.kind.",
  "sync.outcome.",
  "sync.override.",
  "sync.state.",
  "tags.page.view.",
  "loginCommand.longLived.problem.",
  "organizations.create.taken.",
  "organizations.delete.refusal.",
  "organizations.detail.",
  "common.level.",
  "permissions.context.",
  "permissions.grant.",
  "permissions.levelHint.",
  "permissions.refusal.",
  "permissions.source.",
  "overview.period.",
  "overview.start.",
  "overview.usage.",
  "reach.context.",
  "reach.forbidden.",
  "reach.noUser.",
  "reach.public.",
  "reach.through.",
  "search.group.",
  "sharing.accounts.problem.",
  "overview.byItself.",
  "overview.ending.",
  "sharing.ledger.none.",
  "sharing.ledger.noneText.",
  "sharing.state.",
  "sharing.deadline.left.",
  "sharing.deadline.problem.",
  "clusters.problem.",
  "clusters.reason.",
  "condition.problem.",
  "condition.type.",
  "condition.understood.",
  "triggers.cause.",
  "triggers.form.name.",
  "triggers.kind.",
  "triggers.ledger.state.",
  "triggers.state.",
  "upload.layer.",
  "upload.problem.",
  "upload.state.",
  "users.access.",
  "users.accessHint.",
  "users.form.problem.",
  "users.holdings.",
  "users.password.problem.",
  "users.status.",
  "webhooks.cause.",
  "webhooks.event.",
  "webhooks.filter.",
  "webhooks.form.event.",
  "webhooks.form.name.",
  "webhooks.form.url.",
  "webhooks.health.",
  "webhooks.ledger.state.",
  "webhooks.reason.",
  "webhooks.state.",
  "webhooks.trouble.",
  "webhooks.type.",
];

/** Texts by their whole key, `app.nav.images`. */
function flatten(tree: Tree, prefix = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") texts.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) texts.set(inner, text);
  }
  return texts;
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((match) => match[1] ?? "").sort();
}

function differences(left: Map<string, string>, right: Map<string, string>): string[] {
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].filter((key) => {
    const [one, other] = [left.get(key), right.get(key)];
    if (one === undefined || other === undefined) return true;
    return placeholders(one).join() !== placeholders(other).join();
  });
}

/** i18next picks `key_one` or `key_other` for `t("key", { count })`. */
const asUsed = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");

function unused(keys: Iterable<string>, code: string): string[] {
  return [...keys].filter(
    (key) => !code.includes(`"${asUsed(key)}"`) && !BUILT_KEYS.some((prefix) => key.startsWith(prefix)),
  );
}

const HAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

const texts = { "zh-CN": flatten(catalogues["zh-CN"]), "en-US": flatten(catalogues["en-US"]) };
const sources = readSources("src/**/*.{ts,tsx}").filter(
  ({ path }) => !isTest(path) && !path.includes("/locales/"),
);
const code = sources.map((file) => file.text).join("\n");

test("both languages have the same keys and placeholders", () => {
  expect(differences(texts["zh-CN"], texts["en-US"])).toEqual([]);
});

test("every text is used", () => {
  expect(unused(texts["zh-CN"].keys(), code)).toEqual([]);
});

test.each(BUILT_KEYS)("keys are built from %s", (prefix) => {
  expect(code).toContain(`\`${prefix}\${`);
});

test.each(Object.entries(texts))("%s has no empty text", (_, texts) => {
  expect([...texts].filter(([, text]) => text.trim() === "")).toEqual([]);
});

test("English holds no Chinese", () => {
  expect([...texts["en-US"]].filter(([, text]) => HAN.test(text))).toEqual([]);
});

test("no Chinese outside the catalogues; a comment may quote it", () => {
  expect(sources.filter((file) => HAN.test(withoutComments(file))).map((file) => file.path)).toEqual([]);
});

describe("the rules see", () => {
  const texts = flatten({ list: { empty: "nothing in {{name}}", count_other: "{{count}} images" } });

  test("a missing key and a missing placeholder", () => {
    const other = flatten({ list: { empty: "nothing" } });
    expect(differences(texts, other)).toEqual(["list.empty", "list.count_other"]);
  });

  test("an unused key", () => {
    expect(unused(texts.keys(), `t("list.count", { count })`)).toEqual(["list.empty"]);
  });

  test("Chinese words and punctuation, but not in comments", () => {
    expect(["镜像", "a，b"].every((text) => HAN.test(text))).toBe(true);
    const file = { path: "a.tsx", text: `/** 「镜像」 */ const a = <p>版本</p>; // 镜像` };
    expect(withoutComments(file)).toContain("版本");
    expect(withoutComments(file)).not.toContain("镜像");
  });
});
