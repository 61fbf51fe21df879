import { ApiError, isRefusedWith } from "../../api/api-error.ts";

/** IAM has no code for it, but the status. */
export const isNameTaken = (error: unknown) => error instanceof ApiError && error.status === 409;

export const isQuotaUsedUp = (error: unknown) => isRefusedWith(error, "userQuotaUsedUp");
