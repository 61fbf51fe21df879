import { beforeEach, expect, test, vi } from "vitest";
import { hindrance, loadPart } from "./load-part.ts";

const PAGE = `<script type="module" src="/assets/index-1.js"></script>`;

const page = vi.fn<() => Promise<Response>>();
const load = vi.fn<() => Promise<string>>();

beforeEach(() => {
  vi.resetAllMocks();
  vi.stubGlobal("fetch", page);
  document.head.innerHTML = PAGE;
  page.mockImplementation(async () => new Response(PAGE));
  hindrance.set(undefined);
});

const failed = new TypeError("Failed to fetch dynamically imported module");

test("a part that comes is asked for once", async () => {
  load.mockResolvedValue("a part");
  expect(await loadPart(load)).toBe("a part");
  expect([load.mock.calls.length, page.mock.calls.length]).toEqual([1, 0]);
});

test("without a connection it is waited for, and what keeps it is said", async () => {
  load.mockRejectedValueOnce(failed).mockResolvedValue("a part");
  page.mockRejectedValue(new TypeError("Failed to fetch"));
  const part = loadPart(load);
  await vi.waitFor(() => expect(hindrance.get()).toBe("unreachable"));
  window.dispatchEvent(new Event("online"));
  expect(await part).toBe("a part");
  expect(hindrance.get()).toBeUndefined();
});

test("a proxy that answers in the service's place is no connection to it", async () => {
  load.mockRejectedValueOnce(failed).mockResolvedValue("a part");
  page.mockImplementation(async () => new Response("Bad gateway", { status: 502 }));
  const part = loadPart(load);
  await vi.waitFor(() => expect(hindrance.get()).toBe("unreachable"));
  window.dispatchEvent(new Event("online"));
  expect(await part).toBe("a part");
});

test("it is asked for again where only one request failed", async () => {
  load.mockRejectedValueOnce(failed).mockResolvedValue("a part");
  expect(await loadPart(load)).toBe("a part");
  expect(hindrance.get()).toBeUndefined();
});

test.each([
  "Failed to fetch dynamically imported module: /a.js",
  "error loading dynamically imported module: /a.js",
  "Importing a module script failed.",
])("one that the browser does not ask for again takes a reload, and that is said: %s", async (words) => {
  load.mockRejectedValue(new TypeError(words));
  void loadPart(load);
  await vi.waitFor(() => expect(hindrance.get()).toBe("given_up"));
});

test("one that is broken is a fault of the console's own", async () => {
  load.mockRejectedValue(new ReferenceError("x is not defined"));
  await expect(loadPart(load)).rejects.toThrow("x is not defined");
  expect(hindrance.get()).toBeUndefined();
});

test("after a new build it does not come, and that is said", async () => {
  load.mockRejectedValue(failed);
  page.mockImplementation(async () => new Response(PAGE.replace("index-1", "index-2")));
  void loadPart(load);
  await vi.waitFor(() => expect(hindrance.get()).toBe("replaced"));
});
