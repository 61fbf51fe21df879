/** How each area says what is wrong with a request's input. */
import type { z } from "zod";
import type { SwrErrorName } from "../core/error-codes.ts";
import type { Refuse } from "./bind.ts";
import { IamError, SwrError } from "./errors.ts";

const BY_PART = { params: "missingParameter", query: "invalidQuery", body: "invalidBody" } as const;

export const swrInputError: Refuse = (part, text, issue) =>
  new SwrError((part === "body" && issue && fieldError(issue)) || BY_PART[part], text);

export const iamInputError: Refuse = (_, text) => new IamError(400, text);

/** Fields of a body whose refusal has a code of its own (fact sheet, section 2.1). */
function fieldError({ path, code }: z.core.$ZodIssue): SwrErrorName | undefined {
  // In a body that is a bare array: the field of an item.
  switch (path.find((part) => typeof part !== "number")) {
    case "auth":
      return "invalidPermission";
    case "user_id":
    case "user_name":
      return "invalidUserName";
    case "is_public":
      return "invalidPublicFlag";
    case "source_tag":
    case "destination_tag":
      return "invalidTag";
    case "description":
      return code === "too_big" ? "descriptionTooLong" : undefined;
    default:
      return undefined;
  }
}
