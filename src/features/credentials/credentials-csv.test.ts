import { expect, test } from "vitest";
import { HOSTILE_STRINGS } from "../../../tests/support/hostile-strings.ts";
import { credentialsCsv } from "./credentials-csv.ts";

test("a user's name stays in its cell, whatever it is", () => {
  const header = "User Name,Access Key Id,Secret Access Key\r\n";
  for (const name of HOSTILE_STRINGS) {
    const cell = `"${name.replaceAll('"', '""')}"`;
    expect(credentialsCsv(name, "AK", "SK")).toBe(`${header}${cell},"AK","SK"\r\n`);
  }
});
