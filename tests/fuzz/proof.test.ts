/** Malformed proofs of who calls: tokens, signatures, cookies, logins. */
import fc from "fast-check";
import { test } from "vitest";
import { fuzzParameters } from "./input.ts";
import { setUpRange } from "./range.ts";
import type { Form } from "./verdict.ts";

const RUNS = 80;

const range = setUpRange();

/** All that a header may hold. */
const text = fc
  .array(fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0x80, max: 0xff })), {
    maxLength: 60,
  })
  .map((codes) => String.fromCharCode(...codes));

const piece = fc.oneof(
  text,
  fc.constantFrom(
    "",
    "%",
    "a:b",
    "=",
    ",,,",
    "eyJhbGciOiJub25lIn0.e30.",
    "x-sdk-date",
    "20260301T080000Z",
    "0".repeat(64),
    "A".repeat(5000),
  ),
);

const base64 = (value: string) => Buffer.from(value, "latin1").toString("base64");

const authorization = fc.oneof(
  fc
    .tuple(fc.constantFrom("Basic", "Bearer", "bearer", "SDK-HMAC-SHA256", "Digest", ""), piece)
    .map((words) => words.join(" ")),
  piece.map((value) => `Basic ${base64(value)}`),
  fc
    .tuple(piece, piece, piece)
    .map(
      ([key, names, signature]) =>
        `SDK-HMAC-SHA256 Access=${key}, SignedHeaders=${names}, Signature=${signature}`,
    ),
);

const proof = fc.record(
  {
    authorization,
    "x-auth-token": piece,
    "x-subject-token": piece,
    "x-sdk-date": piece,
    "x-project-id": piece,
    cookie: piece.map((value) => `swr_session=${value}`),
    "sec-fetch-site": fc.constantFrom("same-origin", "cross-site", "x"),
    origin: piece,
  },
  { requiredKeys: [] },
);

const ROUTES: [form: Form, method: string, path: string][] = [
  ["manage", "GET", "/v2/manage/namespaces"],
  ["manage", "DELETE", "/v2/manage/namespaces/ops"],
  ["manage", "GET", "/api/getting-started"],
  ["manage", "DELETE", "/api/swr/v2/manage/namespaces/ops"],
  ["iam", "GET", "/v3/users"],
  ["iam", "GET", "/v3/auth/tokens"],
  ["iam", "GET", "/api/iam/v3/users"],
  ["registry", "GET", "/v2/"],
  ["registry", "GET", "/v2/token?scope=repository:team/app:pull"],
  ["registry", "DELETE", "/v2/team/app/manifests/v1"],
  ["registry", "GET", "/api/registry/v2/team/app/tags/list"],
];

test.each(ROUTES)("%s: %s %s", async (form, method, path) => {
  await fc.assert(
    fc.asyncProperty(proof, async (headers) => {
      await range.fire(form, { method, path, headers }, false);
    }),
    fuzzParameters(RUNS),
  );
});
