import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

/** A module of its own, which no other test has asked for texts. */
const own: typeof import("./i18n.ts") = await import("./i18n.ts?own" as string);
const { changeLanguage, startI18n, withTexts } = own;

const said = () => [
  document.documentElement.lang,
  i18next.t("search.results"),
  i18next.t("organizations.title"),
];

beforeAll(startI18n);

test("a part has its texts in the language spoken, and in the one that is chosen meanwhile", async () => {
  expect(i18next.exists("app.nav.images")).toBe(true);
  expect(i18next.exists("search.results")).toBe(false);
  await withTexts(Promise.resolve(), "search");
  expect(i18next.t("search.results")).toBe("Search results");

  const change = changeLanguage("zh-CN");
  const part = withTexts(Promise.resolve("a part"), "organizations");
  expect(document.documentElement.lang).toBe("en-US");
  expect(await part).toBe("a part");
  await change;
  expect(said()).toEqual(["zh-CN", "搜索结果", "组织管理"]);
  await changeLanguage("en-US");
  expect(said()).toEqual(["en-US", "Search results", "Organizations"]);
});

test("of two language choices the later counts", async () => {
  const first = changeLanguage("zh-CN");
  await changeLanguage("en-US");
  await first;
  expect(document.documentElement.lang).toBe("en-US");
});
