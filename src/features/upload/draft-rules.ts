/** What is still wrong with the names of chosen files. */
import { checkImageName, checkTagName, type NameProblem } from "../../../core/names.ts";
import { type DraftFile, targetsOf } from "./draft-store.ts";

export interface NameCheck {
  image: Exclude<NameProblem, "reserved"> | "duplicate" | undefined;
  tag: Exclude<NameProblem, "reserved" | "bad_end" | "bad_separators"> | undefined;
}

/** `image:tag` names that are there more than once: one of them would be overwritten at once. */
export function duplicateNames(files: readonly DraftFile[]): ReadonlySet<string> {
  const names = files.flatMap(({ state }) =>
    state.kind === "ready" ? targetsOf(state.images).map(fullName) : [],
  );
  return new Set(names.filter((name, at) => names.indexOf(name) !== at));
}

function fullName({ image, tag }: { image: string; tag: string }): string {
  return `${image}:${tag}`;
}

export function checkName(name: { image: string; tag: string }, duplicates: ReadonlySet<string>): NameCheck {
  const image = checkImageName(name.image) as NameCheck["image"];
  return {
    image: image ?? (duplicates.has(fullName(name)) ? "duplicate" : undefined),
    tag: checkTagName(name.tag) as NameCheck["tag"],
  };
}

/** At least one file can be sent, none is still being read, and every name will do. */
export function canStart(files: readonly DraftFile[]): boolean {
  const duplicates = duplicateNames(files);
  const ready = files.flatMap(({ state }) => (state.kind === "ready" ? targetsOf(state.images) : []));
  const allChecked = files.every(({ state }) => state.kind !== "reading");
  const allNamed = ready.every((target) => {
    const { image, tag } = checkName(target, duplicates);
    return image === undefined && tag === undefined;
  });
  return ready.length > 0 && allChecked && allNamed;
}
