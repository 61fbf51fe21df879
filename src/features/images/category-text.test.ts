import type { TFunction } from "i18next";
import { expect, test } from "vitest";
import { categoryText } from "./category-text.ts";

const t = ((key: string) => key) as unknown as TFunction;

test('without a category an image shows as "other", with an unknown one as it came', () => {
  expect(["", "other", "linux", "toys"].map((category) => categoryText(t, category))).toEqual([
    "images.category.other",
    "images.category.other",
    "images.category.linux",
    "toys",
  ]);
});
