/** The API's versions and its OpenAPI document. Neither needs a token. */
import { type Context, Hono } from "hono";
import { openApiDocument } from "../../core/openapi.ts";
import { OPENAPI_LANGUAGES, type OpenApiLanguage } from "../../core/openapi-texts.ts";
import type { ResponseOf } from "../../core/operations.ts";
import type { App, AppEnv } from "../http-env.ts";
import { type Handlers, isCarried } from "../operations.ts";

type Version = ResponseOf<"ShowApiVersion">["version"];

/** v3 has two lists only; everything else is v2. */
const VERSIONS = [
  { id: "v2", status: "CURRENT" },
  { id: "v3", status: "SUPPORTED" },
] as const satisfies Partial<Version>[];

/** The month of the reference this service follows. */
const UPDATED = "2026-09-01T00:00:00Z";

export function selfDescriptionRoutes(handlers: Handlers): App {
  const routes = new Hono<AppEnv>();
  const documents = new Map<OpenApiLanguage, ReturnType<typeof openApiDocument>>();
  routes.get("/api/openapi.json", (c) => {
    const [first] = OPENAPI_LANGUAGES;
    const language = OPENAPI_LANGUAGES.find((one) => one === c.req.query("language")) ?? first;
    const document =
      documents.get(language) ??
      openApiDocument({ serverUrl: "", isCarried: (id) => isCarried(handlers, id), language });
    documents.set(language, document);
    return c.json({ ...document, servers: [{ url: originOf(c) }] });
  });
  routes.get("/", async (c, next) => {
    c.header("Vary", "Accept");
    if (c.req.header("Accept")?.includes("text/html")) return next();
    const answer: ResponseOf<"ListApiVersions"> = {
      versions: VERSIONS.map((version) => present(c, version)),
    };
    return c.json(answer);
  });
  for (const version of VERSIONS) {
    routes.get(`/${version.id}`, async (c, next) => {
      if (version.id === "v2" && !asksForVersion(c)) return next();
      const answer: ResponseOf<"ShowApiVersion"> = { version: present(c, version) };
      return c.json(answer);
    });
  }
  return routes;
}

/**
 * Registry clients ping `/v2/`, with the slash (OCI distribution specification, end-1). One that leaves it out still
 * gets the registry's answer: it comes with a login or with nothing, callers of this API with a token, a signature or
 * the wish for JSON.
 */
function asksForVersion(c: Context<AppEnv>): boolean {
  const authorization = c.req.header("Authorization");
  if (authorization !== undefined) return authorization.startsWith("SDK-HMAC-SHA256 ");
  const acceptsJson = c.req.header("Accept")?.includes("application/json") ?? false;
  return acceptsJson || c.req.header("X-Auth-Token") !== undefined;
}

function present(c: Context<AppEnv>, version: (typeof VERSIONS)[number]): Version {
  const links = { href: `${originOf(c)}/${version.id}`, rel: "self" };
  // No microversions.
  return { ...version, links, version: "", min_version: "", updated: UPDATED };
}

function originOf(c: Context<AppEnv>): string {
  return new URL(c.req.url).origin;
}
