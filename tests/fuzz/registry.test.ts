/** Malformed input of every endpoint of the Registry V2 API and of its token service. */
import fc from "fast-check";
import { test } from "vitest";
import { CONSOLE_REGISTRY_PREFIX } from "../../core/session.ts";
import { readManifest } from "../../server/manifests/manifest-content.ts";
import { fuzzParameters } from "./input.ts";
import { setUpRange } from "./range.ts";
import { fillPath, ROUTES, shotsAt } from "./registry-shots.ts";
import type { Shot } from "./service.ts";

const RUNS = 60;

const range = setUpRange();

test.each(ROUTES)("$method $path", async (route) => {
  const { method, path } = route;
  const shots = shotsAt(route, "team/app", range.target());
  await fc.assert(
    fc.asyncProperty(shots, async ({ query, body: sent, headers, length, proof, ...values }) => {
      const target = range.target();
      const atConsole = proof === "console" && path !== "/v2/token";
      const proofs = {
        console: target.console,
        login: target.logins.admin.headers,
        basic: { authorization: "Basic %%%" },
        none: {},
      };
      const filled = fillPath(route, values);
      const shot: Shot = {
        method,
        path: `${atConsole ? CONSOLE_REGISTRY_PREFIX : ""}${filled}${query}`,
        headers: {
          ...headers,
          ...proofs[proof as keyof typeof proofs],
          ...(length !== undefined && { "content-length": length }),
        },
        body: sent,
      };
      await range.fire("registry", shot, mayPass(shot, path));
    }),
    fuzzParameters(RUNS),
  );
});

/** A chunk that follows, an upload that is only opened and a manifest with a field too many are right after all. */
function mayPass({ method, body, headers }: Shot, path: string): boolean {
  if (method === "PATCH" || (method === "POST" && path.endsWith("/uploads/"))) return true;
  if (method !== "PUT" || !path.includes("/manifests/") || body === undefined) return false;
  return !("problem" in readManifest(Buffer.from(body), headers["content-type"] as string | undefined));
}
