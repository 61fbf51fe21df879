/** Names of accounts as a person types or pastes them. */
import { USER_NAME_MAX } from "../../../core/limits.ts";

/** One a line, as a name may have spaces and commas in it; each once. */
export function readAccounts(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

export interface AccountsProblem {
  kind: "empty" | "own" | "long" | "many";
  /** The name it is about. */
  name?: string;
}

/** What is wrong with them before the service is asked, which counts wrong names. */
export function accountsProblem(
  accounts: readonly string[],
  { own, max }: { own: string; max: number },
): AccountsProblem | undefined {
  if (accounts.length === 0) return { kind: "empty" };
  if (accounts.includes(own)) return { kind: "own", name: own };
  const long = accounts.find((name) => name.length > USER_NAME_MAX);
  if (long !== undefined) return { kind: "long", name: long };
  return accounts.length > max ? { kind: "many" } : undefined;
}
