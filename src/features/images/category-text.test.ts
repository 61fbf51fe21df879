import type { TFunction } from "i18next";
import { expect, test } from "vitest";
import { categoryText } from "./category-text.ts";

const t = ((key: string) => key) as unknown as TFunction;

test("what has no category is among the others, and one that is not known shows as it came", () => {
  expect(["", "other", "linux", "toys"].map((category) => categoryText(t, category))).toEqual([
    "images.category.other",
    "images.category.other",
    "images.category.linux",
    "toys",
  ]);
});
