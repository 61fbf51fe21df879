/** What a service may answer to malformed input. */
import { z } from "zod";
import { swrErrorBodySchema } from "../../core/errors.ts";
import { REGISTRY_ERROR_STATUS } from "../../server/errors.ts";
import type { Hit } from "./service.ts";

export type Form = "manage" | "iam" | "registry";

const gatewayBody = z.object({ error_code: z.string().startsWith("APIGW."), error_msg: z.string() });
const iamBody = z.object({ error: z.object({ code: z.number(), message: z.string(), title: z.string() }) });
const registryBody = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string() })).length(1),
});

/** Why the answer may not be: undefined for a refusal in the form of its API, or a success. */
export function fault(form: Form, method: string, hit: Hit): string | undefined {
  if (hit.status >= 500 && hit.status !== 501) return "a failure of the service";
  if (hit.status < 400) return undefined;
  // HTTP's own: what is no request at all (its length is no number) never reaches the application.
  if (method === "HEAD" || (hit.body === "" && [400, 431].includes(hit.status))) return undefined;
  return isInForm(form, hit) ? undefined : `not the error form of ${form}`;
}

function isInForm(form: Form, { status, body }: Hit): boolean {
  const json = parse(body);
  if (status === 401 && form !== "registry" && gatewayBody.safeParse(json).success) return true;
  switch (form) {
    case "manage": {
      const error = swrErrorBodySchema.safeParse(json).data;
      return error?.error_code.startsWith(`SVCSTG.SWR.${status}`) === true && error.request_id !== undefined;
    }
    case "iam":
      return iamBody.safeParse(json).data?.error.code === status;
    case "registry": {
      const statuses: Record<string, number> = REGISTRY_ERROR_STATUS;
      return statuses[registryBody.safeParse(json).data?.errors[0]?.code ?? ""] === status;
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
