import { QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test } from "vitest";
import { invalidate, queryClient } from "./query-client.ts";

afterEach(() => queryClient.clear());

/** Shown by a page; its answers are given one by one. */
function show(key: "ListNamespaces" | "ListQuotas") {
  const asked: ((answer: string) => void)[] = [];
  const observer = new QueryObserver(queryClient, {
    queryKey: [key],
    queryFn: () => new Promise<string>((resolve) => asked.push(resolve)),
  });
  observer.subscribe(() => undefined);
  return { asked, shown: () => observer.getCurrentResult().data };
}

test("a request sent before a change is sent anew", async () => {
  const { asked, shown } = show("ListNamespaces");
  const other = show("ListQuotas");
  const changed = invalidate("ListNamespaces");
  asked[0]?.("as it was");
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.("as it is");
  await changed;
  expect(shown()).toBe("as it is");
  expect(other.asked).toHaveLength(1);
});

test("an invalidated answer stays on the page until the new one has come", async () => {
  const { asked, shown } = show("ListNamespaces");
  asked[0]?.("as it was");
  await expect.poll(shown).toBe("as it was");
  const changed = invalidate("ListNamespaces");
  await expect.poll(() => asked.length).toBe(2);
  expect(shown()).toBe("as it was");
  asked[1]?.("as it is");
  await changed;
  expect(shown()).toBe("as it is");
});
