import { expect, test } from "vitest";
import type { Permission } from "../../../core/console-operations/permissions.ts";
import { changeRefusal, remainingLevel, sourcesOf } from "./rules.ts";

const reader: Permission = {
  id: "ada",
  name: "ada",
  isEnabled: true,
  isAdministrator: false,
  level: 1,
  granted: 1,
  onOrganization: null,
};

test("grants can be changed and taken back up to one's own level, but not one's own", () => {
  const manager = { userId: "me", grantable: 7 } as const;
  const editor = { userId: "me", grantable: 3 } as const;
  expect(changeRefusal(reader, manager)).toBeUndefined();
  expect(changeRefusal(reader, { ...manager, grantable: null })).toBe("nothing");
  expect(changeRefusal({ ...reader, granted: null }, manager)).toBe("elsewhere");
  expect(changeRefusal({ ...reader, id: "me" }, manager)).toBe("self");
  expect(changeRefusal({ ...reader, granted: 3 }, editor)).toBeUndefined();
  expect(changeRefusal({ ...reader, granted: 7 }, editor)).toBe("more");
  expect(changeRefusal(reader, { ...manager, grantable: undefined })).toBeUndefined();
});

test("sources are told with the one in force first", () => {
  expect(sourcesOf({ ...reader, onOrganization: 3 }, true)).toEqual([
    { kind: "organization", level: 3 },
    { kind: "image", level: 1 },
  ]);
  expect(sourcesOf({ ...reader, isAdministrator: true }, false)).toEqual([
    { kind: "administrator", level: 7 },
    { kind: "organization", level: 1 },
  ]);
  expect(sourcesOf({ ...reader, granted: null, onOrganization: 7 }, true)).toHaveLength(1);
});

test("an administrator keeps everything, others what the organization gives", () => {
  expect(remainingLevel(reader)).toBeUndefined();
  expect(remainingLevel({ ...reader, onOrganization: 3 })).toBe(3);
  expect(remainingLevel({ ...reader, isAdministrator: true })).toBe(7);
});
