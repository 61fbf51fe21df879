import { AxiosError, AxiosHeaders, CanceledError } from "axios";
import { expect, test } from "vitest";
import { swrErrorBody } from "../../core/errors.ts";
import { ApiError, readErrorBody, toApiError } from "./api-error.ts";

test.each<[string, unknown, { code: string; message: string; requestId: string }]>([
  [
    "the service's own",
    swrErrorBody("organizationExists", "r-1"),
    { code: "SVCSTG.SWR.4090060", message: "the organization name is already in use", requestId: "r-1" },
  ],
  [
    "the old form alone",
    { errors: [{ errorCode: "SVCSTG.SWR.4040113", errorMessage: "not found" }] },
    { code: "SVCSTG.SWR.4040113", message: "not found", requestId: "" },
  ],
  [
    "the registry's",
    { errors: [{ code: "DENIED", message: "denied: Authenticate Error" }] },
    { code: "DENIED", message: "denied: Authenticate Error", requestId: "" },
  ],
  [
    "a bare list",
    [{ errorCode: "SVCSTG.SWR.4001035", errorMessage: "bad filter" }],
    { code: "SVCSTG.SWR.4001035", message: "bad filter", requestId: "" },
  ],
  [
    "one object",
    { errorCode: "SVCSTG.SWR.4001036", errorMessage: "parameters lost" },
    { code: "SVCSTG.SWR.4001036", message: "parameters lost", requestId: "" },
  ],
  [
    "the gateway's",
    { error_code: "APIGW.0301", error_msg: "Incorrect authentication", request_id: "g-1" },
    { code: "APIGW.0301", message: "Incorrect authentication", requestId: "g-1" },
  ],
  [
    "IAM's, with a number",
    { error: { code: 401, message: "wrong password", title: "Unauthorized" } },
    { code: "401", message: "wrong password", requestId: "" },
  ],
])("reads %s form", (_, body, read) => expect(readErrorBody(body)).toEqual(read));

test("the new form comes before the old one", () => {
  expect(readErrorBody({ error_code: "new", errors: [{ errorCode: "old" }] }).code).toBe("new");
});

test.each<[unknown]>([[undefined], [null], ["<html>"], [42], [[]], [[null]], [{ errors: "x", error: [] }]])(
  "finds nothing in %j",
  (body) => expect(readErrorBody(body)).toEqual({ code: "", message: "", requestId: "" }),
);

const config = { headers: new AxiosHeaders() };

test("a refusal becomes an ApiError, with the request's id from the header if need be", () => {
  const error = new AxiosError("Request failed", "ERR_BAD_REQUEST", config, undefined, {
    status: 403,
    statusText: "",
    headers: { "x-request-id": "h-1" },
    config,
    data: { error_code: "SVCSTG.SWR.4030170" },
  });
  const read = toApiError(error) as ApiError;
  expect(read).toBeInstanceOf(ApiError);
  expect(read).toMatchObject({ status: 403, number: "4030170", requestId: "h-1", message: "Request failed" });
});

test("no answer is status 0", () => {
  expect(toApiError(new AxiosError("Network Error", "ERR_NETWORK", config))).toMatchObject({
    name: "ApiError",
    status: 0,
    number: "",
  });
});

test("a cancelled request and a bug stay what they are", () => {
  const cancelled = new CanceledError();
  const bug = new TypeError("x is not a function");
  expect(toApiError(cancelled)).toBe(cancelled);
  expect(toApiError(bug)).toBe(bug);
});
