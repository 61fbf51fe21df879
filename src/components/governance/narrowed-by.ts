/** The names of the filters that are set. */
export function narrowedBy(filters: object): string[] {
  return Object.entries(filters).flatMap(([name, value]) => (value === "" ? [] : [name]));
}
