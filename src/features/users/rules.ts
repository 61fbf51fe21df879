/** What the list of users shows, and what its forms check before the service does (core/iam-operations/users.ts). */
import type { AccessMode, IamUser } from "../../../core/iam-operations/users.ts";
import { IAM_DESCRIPTION_MAX, PASSWORD_MAX, PASSWORD_MIN, USER_NAME_MAX } from "../../../core/limits.ts";
import { USER_NAME } from "../../../core/names.ts";

export const USER_LIST = {
  columns: ["name", "create_time", "last_login_time"],
  sort: { column: "name", order: "asc" },
} as const;

interface ListView {
  /** Part of the name or of the description, in any case; empty: all. */
  filter: string;
  sort: { column: (typeof USER_LIST.columns)[number]; order: "asc" | "desc" };
  /** Just created: comes first, wherever the sort would put it. */
  created: string | undefined;
}

/** IAM sends every user at once, so filtering and sorting happen here. Who never signed in comes before all times. */
export function viewUsers(users: readonly IamUser[], { filter, sort, created }: ListView): IamUser[] {
  const sign = sort.order === "asc" ? 1 : -1;
  const wanted = filter.toLowerCase();
  return users
    .filter(({ name, description }) => `${name}\n${description}`.toLowerCase().includes(wanted))
    .sort((a, b) => {
      if (a.name === created) return -1;
      if (b.name === created) return 1;
      const [left, right] = [a[sort.column] ?? "", b[sort.column] ?? ""];
      if (left !== right) return left < right ? -sign : sign;
      return a.name < b.name ? -1 : 1;
    });
}

/** `2026-03-01 08:00:00.0`, as IAM writes a time of UTC. */
export function isoOf(time: string): string {
  return `${time.replace(" ", "T")}Z`;
}

export const ACCESS_MODES = ["default", "programmatic", "console"] as const satisfies readonly AccessMode[];

export interface UserValues {
  name: string;
  description: string;
  access_mode: AccessMode;
  is_administrator: boolean;
}

export type UserProblem = "empty" | "tooLong" | "characters" | "descriptionTooLong";

export function checkUser({
  name,
  description,
}: UserValues): Partial<Record<"name" | "description", UserProblem>> {
  const problem = nameProblem(name);
  return {
    ...(problem && { name: problem }),
    ...(description.length > IAM_DESCRIPTION_MAX && { description: "descriptionTooLong" }),
  };
}

function nameProblem(name: string): UserProblem | undefined {
  if (name === "") return "empty";
  if (name.length > USER_NAME_MAX) return "tooLong";
  return USER_NAME.test(name) ? undefined : "characters";
}

export type PasswordProblem = "short" | "long" | "name";

export function passwordProblem(password: string, name: string): PasswordProblem | undefined {
  if (password.length < PASSWORD_MIN) return "short";
  if (password.length > PASSWORD_MAX) return "long";
  return password.toLowerCase() === name.toLowerCase() ? "name" : undefined;
}

/** Without characters that look alike when copied by hand: 0 O, 1 l I. */
const ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** About 117 bits. */
const GENERATED = 20;

export function generatePassword(): string {
  let password = "";
  while (password.length < GENERATED) {
    for (const byte of crypto.getRandomValues(new Uint8Array(GENERATED))) {
      // Bytes beyond the last full alphabet are skipped, or the first letters would come more often.
      const letter = byte < 256 - (256 % ALPHABET.length) ? ALPHABET[byte % ALPHABET.length] : "";
      password += letter;
    }
  }
  return password.slice(0, GENERATED);
}
