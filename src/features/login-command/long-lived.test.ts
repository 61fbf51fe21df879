import { createHmac } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { loginKey, parseCredentials, readCredentialsFile } from "./long-lived.ts";

afterEach(() => vi.unstubAllGlobals());

const KEY = { access: "AKIA0123456789", secret: "s3cr+t/Ünïcode=" };

test.each([["with WebCrypto"], ["on plain HTTP, without it"]])("makes the login key %s", async (how) => {
  if (how !== "with WebCrypto") vi.stubGlobal("crypto", {});
  const expected = createHmac("sha256", KEY.secret).update(KEY.access).digest("hex");
  expect(await loginKey(KEY)).toBe(expected);
});

test.each([
  [
    "as the console writes it",
    `User Name,Access Key Id,Secret Access Key\r\n"a ""name"", formula","${KEY.access}","${KEY.secret}"\r\n`,
  ],
  [
    "with a byte order mark",
    `\uFEFFUser Name,Access Key Id,Secret Access Key\nu,${KEY.access},${KEY.secret}`,
  ],
  [
    "with Windows line ends",
    `User Name,Access Key Id,Secret Access Key\r\nu,${KEY.access},${KEY.secret}\r\n\r\n`,
  ],
  ["with spaces", `User Name, Access Key Id, Secret Access Key\nu, ${KEY.access} , "${KEY.secret}" \n`],
  [
    "with columns in another order",
    `Secret Access Key,Access Key Id,User Name\n${KEY.secret},${KEY.access},u`,
  ],
])("reads credentials.csv %s", (_, text) => expect(parseCredentials(text)).toEqual(KEY));

test.each([
  ["", "columns"],
  ["name,size\na,1", "columns"],
  ["\u0000PNG\r\n", "columns"],
  ["User Name,Access Key Id,Secret Access Key\r\n", "noKey"],
  [`User Name,Access Key Id,Secret Access Key\nu,${KEY.access},`, "incomplete"],
  ["User Name,Access Key Id,Secret Access Key\nu,$(id),secret", "incomplete"],
])("says what is wrong with %j", (text, problem) => expect(parseCredentials(text)).toBe(problem));

test("does not read what is too large", async () => {
  expect(await readCredentialsFile(new File(["x".repeat(70_000)], "image.tar"))).toBe("tooLarge");
});
