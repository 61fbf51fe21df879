import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestService, type TestService } from "../tests/support/service.ts";
import type { Deps } from "./deps.ts";
import { inTransaction, requireNoTransaction } from "./transaction.ts";

let service: TestService;

beforeAll(async () => {
  service = await createTestService();
});

afterAll(() => service.close());

const addAccount = ({ db }: Pick<Deps, "db">, name: string) =>
  db.insertInto("accounts").values({ id: name, name, created_at: "2026-03-01T08:00:00Z" }).execute();

const names = async () => {
  const rows = await service.deps.db.selectFrom("accounts").select("name").execute();
  return rows.map(({ name }) => name);
};

test("the work gets the same context on the transaction, and its result is the answer", async () => {
  const answer = await inTransaction(service.deps, async (context) => {
    expect(context).toEqual({ ...service.deps, db: expect.anything() });
    expect(context.db.isTransaction).toBe(true);
    await addAccount(context, "kept");
    return 7;
  });
  expect(answer).toBe(7);
  expect(await names()).toContain("kept");
});

test("inside another's transaction it joins that one", async () => {
  await inTransaction(service.deps, async (outer) => {
    await inTransaction(outer, async (inner) => {
      expect(inner.db).toBe(outer.db);
      await addAccount(inner, "joined");
    });
  });
  expect(await names()).toContain("joined");
});

test("an error of the outer one undoes the inner, and comes out as it is", async () => {
  const error = new Error("too late");
  const undone = inTransaction(service.deps, async (outer) => {
    await inTransaction(outer, (inner) => addAccount(inner, "undone by the outer"));
    throw error;
  });
  await expect(undone).rejects.toBe(error);
  expect(await names()).not.toContain("undone by the outer");
});

test("an error of the inner one undoes the outer, and comes out as it is", async () => {
  const error = new Error("not this");
  const undone = inTransaction(service.deps, async (outer) => {
    await addAccount(outer, "undone by the inner");
    await inTransaction(outer, async () => {
      throw error;
    });
  });
  await expect(undone).rejects.toBe(error);
  expect(await names()).not.toContain("undone by the inner");
});

test("what changes files refuses to run inside one", async () => {
  requireNoTransaction(service.deps);
  await expect(inTransaction(service.deps, async (context) => requireNoTransaction(context))).rejects.toThrow(
    "cannot be part",
  );
});
