/**
 * Where the next page of a v3 list of tags starts: the sorted value and the id of the last tag, so that a tag deleted
 * meanwhile neither ends the walk nor makes it skip. Neither names nor times contain a `~`.
 */
export interface Marker {
  value: string;
  id: number;
}

export function formatMarker({ value, id }: Marker): string {
  return `${value}~${id}`;
}

/** Undefined where the text is no marker. */
export function parseMarker(text: string): Marker | undefined {
  const [, value, id] = /^([^~]+)~(\d{1,15})$/.exec(text) ?? [];
  return value === undefined ? undefined : { value, id: Number(id) };
}
