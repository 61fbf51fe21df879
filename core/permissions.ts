/** Permission levels as numbers of the wire (SWR API reference, "Permissions model"). They nest as bits. */
export const LEVEL = { none: 0, read: 1, edit: 3, manage: 7 } as const;

export type Level = (typeof LEVEL)[keyof typeof LEVEL];
export type GrantedLevel = Exclude<Level, 0>;

/** Names of the levels in the console's texts. */
export const LEVEL_NAMES = { 1: "read", 3: "edit", 7: "manage" } as const satisfies Record<
  GrantedLevel,
  string
>;

/** The level each act on an image or an organization asks for. */
export const REQUIRED_LEVEL = {
  view: LEVEL.read,
  pull: LEVEL.read,
  push: LEVEL.edit,
  editAttributes: LEVEL.edit,
  /** "Edit: … add triggers" (user guide, permissions). */
  setTriggers: LEVEL.edit,
  delete: LEVEL.manage,
  share: LEVEL.manage,
  setQuota: LEVEL.manage,
  /** Webhooks of an organization; an image's need setTriggers. */
  setWebhooks: LEVEL.manage,
  seeWhoReaches: LEVEL.manage,
} as const satisfies Record<string, GrantedLevel>;

export type Action = keyof typeof REQUIRED_LEVEL;

export function allows(level: Level, action: Action): boolean {
  return level >= REQUIRED_LEVEL[action];
}

export function higherLevel<Of extends Level>(a: Of, b: Of): Of {
  return a > b ? a : b;
}
