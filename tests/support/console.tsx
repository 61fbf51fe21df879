/** For component tests: pages with their providers, in English, in front of a service that the test gives. */
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render } from "@testing-library/react";
import { createBrowserRouter, type RouteObject, RouterProvider } from "react-router-dom";
import { afterEach, beforeAll } from "vitest";
import { http } from "../../src/api/http.ts";
import { queryClient } from "../../src/api/query-client.ts";
import { AREAS } from "../../src/i18n/areas.ts";
import { loadTexts, startI18n } from "../../src/i18n/i18n.ts";

export const ORIGIN = "http://console.test";

type Answer = (request: Request) => Promise<Response>;

/** Call once at the top of the test file. */
export function setUpConsole(): void {
  // Long enough for a busy machine, whose first test reads the console's code; nothing waits longer than it must.
  configure({ asyncUtilTimeout: 60_000 });
  beforeAll(async () => {
    await startI18n();
    // Tests show parts without the way there, which brings the texts.
    await loadTexts(...AREAS);
  });
  afterEach(() => {
    cleanup();
    router?.dispose();
    queryClient.clear();
  });
}

/** Lets `answer` answer what the console asks from now on. */
export function serve(answer: Answer): void {
  http.defaults.baseURL = ORIGIN;
  http.defaults.env = {
    ...http.defaults.env,
    // jsdom's signal is none that Node's Request would take.
    fetch: (input: string | URL | Request, init?: RequestInit) =>
      answer(new Request(input, { ...init, signal: null })),
    Request: undefined as unknown as typeof Request,
  };
}

let router: ReturnType<typeof createBrowserRouter> | undefined;

/** In the window's own address, which lists and dialogs read too. */
export function renderRoutes(routes: RouteObject[], path: string) {
  history.replaceState(null, "", path);
  router = createBrowserRouter(routes);
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return router;
}
