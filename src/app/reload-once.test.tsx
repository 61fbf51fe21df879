import { expect, test } from "vitest";
import { mayReload } from "./reload-once.ts";

test("each build is left once: where it comes back, reloading does not help", () => {
  const show = (build: number) => {
    document.head.innerHTML = `<script type="module" src="/assets/index-${build}.js"></script>`;
  };
  show(1);
  expect([mayReload(), mayReload()]).toEqual([true, false]);
  show(2);
  expect([mayReload(), mayReload()]).toEqual([true, false]);
});
