import { expect, test } from "vitest";
import { type SealedFor, seal, unseal } from "./sealed-value.ts";

const deps = { signingKey: new Uint8Array(32).fill(7) };
const key: SealedFor = { purpose: "access key secrets", label: "AK" };

test("a sealed value opens again, and never looks the same twice", async () => {
  const [first, second] = await Promise.all([seal(deps, key, "secret"), seal(deps, key, "secret")]);
  expect(await unseal(deps, key, first)).toBe("secret");
  expect(await unseal(deps, key, second)).toBe("secret");
  expect(first).not.toBe(second);
});

test("another key, purpose or row, or a changed byte does not open it", async () => {
  const sealed = await seal(deps, key, "secret");
  const changed = sealed.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
  await expect(unseal({ signingKey: new Uint8Array(32).fill(8) }, key, sealed)).rejects.toThrow();
  await expect(unseal(deps, { ...key, purpose: "cluster credentials" }, sealed)).rejects.toThrow();
  await expect(unseal(deps, { ...key, label: "KA" }, sealed)).rejects.toThrow();
  await expect(unseal(deps, key, changed)).rejects.toThrow();
  await expect(unseal(deps, key, "")).rejects.toThrow();
});

test("what was sealed before secrets had purposes opens still", async () => {
  const sealed = "74d1a9b8fe2cfb2fe7003af5.80ff1d8795ce2cc3bd56f41fe617da095a72d4ab8d19";
  expect(await unseal(deps, key, sealed)).toBe("secret");
});
