/** Why a name is refused, for clients that print what the service says; the console has sentences of its own. */
import { IMAGE_NAME_MAX, type NameProblem, ORGANIZATION_NAME_MAX, TAG_NAME_MAX } from "../core/names.ts";

interface Words {
  start: string;
  characters: string;
  max: number;
}

const WORDS = {
  organization: {
    start: "a lower-case letter",
    characters: "lower-case letters, digits and . _ -",
    max: ORGANIZATION_NAME_MAX,
  },
  image: {
    start: "a lower-case letter or a digit",
    characters: "lower-case letters, digits and . _ - /",
    max: IMAGE_NAME_MAX,
  },
  tag: {
    start: "a letter, a digit or an underscore",
    characters: "letters, digits and . _ -",
    max: TAG_NAME_MAX,
  },
} satisfies Record<string, Words>;

export function nameProblemText(kind: keyof typeof WORDS, problem: NameProblem): string {
  const { start, characters, max } = WORDS[kind];
  switch (problem) {
    case "empty":
      return "it is empty";
    case "too_long":
      return `it has more than ${max} characters`;
    case "bad_start":
      return `it must begin with ${start}`;
    case "bad_end":
      return "it must end with a lower-case letter or a digit";
    case "bad_character":
      return `it may have ${characters}, and nothing else`;
    case "bad_separators":
      return "at most two _ and one . or / may stand together, and no two kinds";
    case "reserved":
      return "it is reserved";
  }
}
