import { expect, test } from "vitest";
import { createPasswordHasher } from "./passwords.ts";

const passwords = createPasswordHasher();

test("a password is hashed with salt and cost, and only it matches", async () => {
  const hash = await passwords.hash("pässword");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.hash("pässword")).not.toBe(hash);
  expect(await passwords.verify("pässword", hash)).toBe(true);
  expect(await passwords.verify("pa\u0308ssword", hash)).toBe(true);
  expect(await passwords.verify("password", hash)).toBe(false);
  expect(await passwords.verify("", hash)).toBe(false);
});

test("hashes made at another cost still verify", async () => {
  const hash = await createPasswordHasher({ memory: 64, passes: 1, parallelism: 1 }).hash("secret");
  expect(await passwords.verify("secret", hash)).toBe(true);
});

test("an unreadable hash is an error, not a match", async () => {
  await expect(passwords.verify("secret", "plain")).rejects.toThrow("not readable");
});
