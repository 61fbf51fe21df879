import { swrErrorBodySchema } from "../../core/errors.ts";
import type { TestService, TestUser } from "./service.ts";

/** What the service answered, read in each way a test may want it. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Undefined where the text is none. */
  json: unknown;
  /** Of an error of the management API, without `SVCSTG.SWR.`, e.g. `4040058`. */
  code: string | undefined;
}

/** Calls the API with a new token of a user, the administrator unless it says otherwise. */
export function callsTo(service: () => TestService) {
  return async function call(
    method: string,
    path: string,
    { body, by }: { body?: unknown; by?: TestUser | undefined } = {},
  ): Promise<Answer> {
    const { app, token } = service();
    const init = {
      method,
      headers: await token(by),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const response = await app.request(path, init);
    const text = await response.text();
    const json = readJson(text);
    const code = swrErrorBodySchema.safeParse(json).data?.error_code.replace("SVCSTG.SWR.", "");
    return { status: response.status, headers: response.headers, text, json, code };
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
