import { expect, test } from "vitest";
import { parsePath } from "./path.ts";

test.each([
  ["", { kind: "base" }],
  ["/", { kind: "base" }],
  ["/_catalog", { kind: "catalog" }],
  ["/o/a/tags/list", { kind: "tags", name: "o/a" }],
  ["/o/a/b/c/manifests/v1", { kind: "manifest", name: "o/a/b/c", reference: "v1" }],
  ["/o/a/blobs/sha256:1", { kind: "blob", name: "o/a", digest: "sha256:1" }],
  ["/o/a/blobs/sha256%3A1", { kind: "blob", name: "o/a", digest: "sha256:1" }],
  ["/o/a/manifests/sha256%3a1", { kind: "manifest", name: "o/a", reference: "sha256:1" }],
  ["/o/a/manifests/sha256%253A1", { kind: "manifest", name: "o/a", reference: "sha256%253A1" }],
  ["/o/a/blobs/uploads", { kind: "uploads", name: "o/a" }],
  ["/o/a/blobs/uploads/", { kind: "uploads", name: "o/a" }],
  ["/o/a/blobs/uploads/1-2", { kind: "upload", name: "o/a", id: "1-2" }],
  ["/o/a/referrers/sha256:1", { kind: "referrers", name: "o/a", digest: "sha256:1" }],
  // Keywords are legal parts of names: the last ones count.
  ["/o/manifests/tags/list", { kind: "tags", name: "o/manifests" }],
  ["/o/blobs/uploads/manifests/v1", { kind: "manifest", name: "o/blobs/uploads", reference: "v1" }],
  ["/o/tags/blobs/manifests/uploads", { kind: "manifest", name: "o/tags/blobs", reference: "uploads" }],
  ["/o", undefined],
  ["/o/a", undefined],
  ["/o/a/tags", undefined],
  ["/o/a/tags/list/x", undefined],
])("%s", (path, expected) => {
  expect(parsePath(path)).toEqual(expected);
});
