import { expect, it } from "vitest";
import { canStart, checkName, duplicateNames } from "./draft-rules.ts";
import { createDraftStore } from "./draft-store.ts";
import type { ImageSummary, ToWorker } from "./messages.ts";

const limits = { maxFiles: 3, maxArchiveBytes: 100 };
const summary = (...names: ImageSummary["names"]): ImageSummary => {
  return { names, digest: "", layers: 1, size: 1, platforms: [], missingPlatforms: [] };
};

function setUp(...names: string[]) {
  const sent: ToWorker[] = [];
  const store = createDraftStore((message) => sent.push(message));
  store.add(
    names.map((name) => new File(["x"], name)),
    limits,
  );
  const id = (at: number) => store.get().files[at]?.id ?? "";
  const inspected = (at: number, ...images: ImageSummary[]) =>
    store.receive({ type: "inspected", id: id(at), images });
  return { store, sent, id, inspected };
}

it("has each file inspected, up to the edition's number", () => {
  const { store, sent } = setUp("1.tar", "2.tar", "3.tar", "4.tar");
  expect(store.get().files.map(({ name, state }) => `${name} ${state.kind}`)).toEqual([
    "1.tar reading",
    "2.tar reading",
    "3.tar reading",
  ]);
  expect(store.get().tooMany).toBe(true);
  expect(sent.every((message) => message.type === "inspect" && message.maxBytes === 100)).toBe(true);
  expect(new Set(sent.map((message) => message.id)).size).toBe(3);
});

it("hands over what is ready, under the names the person gave", () => {
  const { store, inspected, id, sent } = setUp("1.tar", "2.tar");
  inspected(0, summary({ image: "app", tag: "1" }, { image: "app", tag: "2" }), summary());
  store.receive({ type: "rejected", id: id(1), problem: { code: "not_a_tar" } });
  const [first, second] = [id(0), id(1)];
  expect(canStart(store.get().files)).toBe(false);
  store.rename(first, 1, 0, { image: "typed" });
  store.rename(first, 0, 1, { tag: "3" });
  expect(canStart(store.get().files)).toBe(true);
  sent.length = 0;
  expect(store.take()).toEqual([
    {
      id: first,
      fileName: "1.tar",
      targets: [
        { index: 0, image: "app", tag: "1" },
        { index: 0, image: "app", tag: "3" },
        { index: 1, image: "typed", tag: "latest" },
      ],
    },
  ]);
  expect(sent).toEqual([{ type: "drop", id: second }]);
  expect(store.get().files).toEqual([]);
});

it("does not start while a file is being read, nor with none that is ready", () => {
  const { store, inspected, id } = setUp("1.tar", "2.tar");
  expect(canStart([])).toBe(false);
  inspected(0, summary({ image: "app", tag: "1" }));
  expect(canStart(store.get().files)).toBe(false);
  store.remove(id(1));
  expect(canStart(store.get().files)).toBe(true);
});

it("sees one name given twice, across files", () => {
  const { store, inspected, id } = setUp("1.tar", "2.tar");
  inspected(0, summary({ image: "app", tag: "1" }));
  inspected(1, summary({ image: "app", tag: "1" }));
  const duplicates = duplicateNames(store.get().files);
  expect(checkName({ image: "app", tag: "1" }, duplicates).image).toBe("duplicate");
  expect(canStart(store.get().files)).toBe(false);
  store.rename(id(1), 0, 0, { tag: "2" });
  expect(canStart(store.get().files)).toBe(true);
});

it.each([
  [
    { image: "", tag: "1" },
    { image: "empty", tag: undefined },
  ],
  [
    { image: "App", tag: "a b" },
    { image: "bad_character", tag: "bad_character" },
  ],
  [
    { image: "a/b-c", tag: "v1.0" },
    { image: undefined, tag: undefined },
  ],
])("checks %o", (name, check) => {
  expect(checkName(name, new Set())).toEqual(check);
});
