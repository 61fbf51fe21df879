/** IAM has no codes for its refusals: a status or a word tells them apart (server/iam/users.ts). */
import { ApiError } from "../../api/api-error.ts";

export const isNameTaken = (error: unknown) => error instanceof ApiError && error.status === 409;

export const isQuotaUsedUp = (error: unknown) =>
  error instanceof ApiError && error.status === 403 && error.message.includes("quota");
