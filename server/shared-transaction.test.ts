import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestService, type TestService } from "../tests/support/service.ts";
import type { Deps } from "./deps.ts";
import { inSharedTransaction } from "./shared-transaction.ts";
import { inTransaction } from "./transaction.ts";

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

test("works that come at once share few transactions, and each gets its own answer", async () => {
  const transactions = new Set<unknown>();
  const works = Array.from({ length: 60 }, (_, at) =>
    inSharedTransaction(service.deps, async (context) => {
      transactions.add(context.db);
      await addAccount(context, `shared ${at}`);
      return at;
    }),
  );
  expect(await Promise.all(works)).toEqual(Array.from({ length: 60 }, (_, at) => at));
  expect(transactions.size).toBeLessThan(4);
  expect((await names()).filter((name) => name.startsWith("shared")).length).toBe(60);
});

test("a work that fails is rolled back alone", async () => {
  const work = (name: string) =>
    inSharedTransaction(service.deps, async (context) => {
      await addAccount(context, name);
      if (name.startsWith("bad")) throw new Error(name);
      return name;
    });
  const ended = await Promise.allSettled(["first", "good", "bad one", "also good", "bad two"].map(work));
  expect(ended.map((end) => (end.status === "fulfilled" ? end.value : end.reason.message))).toEqual([
    "first",
    "good",
    "bad one",
    "also good",
    "bad two",
  ]);
  const there = await names();
  expect(there).toEqual(expect.arrayContaining(["first", "good", "also good"]));
  expect(there.filter((name) => name.startsWith("bad"))).toEqual([]);
});

test("if the commit fails, every work fails", async () => {
  await sql`pragma query_only = on`.execute(service.deps.db);
  const ended = await Promise.allSettled(
    ["x", "y"].map((name) => inSharedTransaction(service.deps, (context) => addAccount(context, name))),
  );
  await sql`pragma query_only = off`.execute(service.deps.db);
  expect(ended.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await inSharedTransaction(service.deps, (context) => addAccount(context, "x"));
  expect((await names()).filter((name) => name === "x" || name === "y")).toEqual(["x"]);
});

test("inside another's transaction it joins that one", async () => {
  await inTransaction(service.deps, (outer) =>
    inSharedTransaction(outer, async (inner) => expect(inner.db).toBe(outer.db)),
  );
});
