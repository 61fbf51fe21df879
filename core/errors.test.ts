import { expect, test } from "vitest";
import { IAM_CODES, SWR_CODES, type SwrErrorName } from "./error-codes.ts";
import { swrErrorBody, swrErrorBodySchema, swrErrorStatus } from "./errors.ts";

const names = Object.keys(SWR_CODES) as SwrErrorName[];

test("every code is seven digits that begin with an HTTP status of failure", () => {
  for (const name of names) {
    expect(String(SWR_CODES[name]), name).toMatch(/^[45]\d{6}$/);
    expect(swrErrorStatus(name), name).toBeLessThanOrEqual(511);
  }
});

test("no code has two meanings", () => {
  const codes: number[] = [...Object.values(SWR_CODES), ...Object.values(IAM_CODES)];
  expect(new Set(codes).size).toBe(codes.length);
});

test("the body carries the old form and the new one", () => {
  const body = swrErrorBody("organizationExists", "request-1");
  expect(swrErrorBodySchema.parse(body)).toEqual({
    errors: [{ errorCode: "SVCSTG.SWR.4090060", errorMessage: "the organization name is already in use" }],
    error_code: "SVCSTG.SWR.4090060",
    error_msg: "the organization name is already in use",
    request_id: "request-1",
  });
});

test("a detail says what was wrong with this request", () => {
  const body = swrErrorBody("tagNotFound", "request-1", "v9");
  expect(body.errors[0]?.detail).toBe("v9");
  expect(body.error_msg).toBe("the tag does not exist: v9");
});
