/** What the form of the password checks before the service does (core/iam-operations/users.ts). */
import { PASSWORD_MIN } from "../../../core/limits.ts";

export interface Passwords {
  old: string;
  new: string;
  /** The new password once more, as it is hidden while it is typed. */
  again: string;
}

export type PasswordProblem = "empty" | "short" | "name" | "same" | "differs";

export function checkPasswords(
  values: Passwords,
  userName: string,
): Partial<Record<keyof Passwords, PasswordProblem>> {
  return {
    ...(values.old === "" && { old: "empty" }),
    ...newProblem(values, userName),
    ...(values.again !== values.new && { again: "differs" }),
  };
}

function newProblem(values: Passwords, userName: string): { new?: PasswordProblem } {
  if (values.new.length < PASSWORD_MIN) return { new: "short" };
  if (values.new.toLowerCase() === userName.toLowerCase()) return { new: "name" };
  return values.new === values.old ? { new: "same" } : {};
}
