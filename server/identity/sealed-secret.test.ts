import { expect, test } from "vitest";
import { seal, unseal } from "./sealed-secret.ts";

const deps = { signingKey: new Uint8Array(32).fill(7) };

test("what was sealed opens again, and never looks the same twice", async () => {
  const [first, second] = await Promise.all([seal(deps, "AK", "secret"), seal(deps, "AK", "secret")]);
  expect(await unseal(deps, "AK", first)).toBe("secret");
  expect(await unseal(deps, "AK", second)).toBe("secret");
  expect(first).not.toBe(second);
});

test("another key, another row or a changed byte does not open it", async () => {
  const sealed = await seal(deps, "AK", "secret");
  const changed = sealed.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
  await expect(unseal({ signingKey: new Uint8Array(32).fill(8) }, "AK", sealed)).rejects.toThrow();
  await expect(unseal(deps, "KA", sealed)).rejects.toThrow();
  await expect(unseal(deps, "AK", changed)).rejects.toThrow();
  await expect(unseal(deps, "AK", "")).rejects.toThrow();
});
