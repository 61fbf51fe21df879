/** Joins the class names that apply; conditions that do not hold leave nothing behind. */
export function classNames(...names: (string | false | undefined)[]): string {
  return names.filter((name) => name !== undefined && name !== false && name !== "").join(" ");
}
