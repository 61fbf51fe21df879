/** The Registry V2 API (OCI distribution specification 1.1), below wherever it is mounted. */
import { Hono } from "hono";
import { basePath } from "hono/route";
import { RegistryError } from "../errors.ts";
import { authorize } from "./authorize.ts";
import { deleteBlob, serveBlob } from "./blob-routes.ts";
import type { RegistryContext, RegistryEnv } from "./env.ts";
import { API_VERSION_HEADER } from "./error-response.ts";
import { serveCatalog, serveReferrers, serveTags } from "./list-routes.ts";
import { removeManifest, serveManifest, storeManifest } from "./manifest-routes.ts";
import { parsePath, type RegistryPath } from "./path.ts";
import type { ImageUpload } from "./upload-errors.ts";
import { cancel, finish, patch, serveStatus, start } from "./upload-routes.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

type Handler<Path> = (c: RegistryContext, base: string, path: Path) => Response | Promise<Response>;

type Handlers = {
  [Kind in RegistryPath["kind"]]: Partial<
    Record<(typeof METHODS)[number], Handler<Extract<RegistryPath, { kind: Kind }>>>
  >;
};

const HANDLERS: Handlers = {
  base: { GET: serveBase },
  catalog: { GET: serveCatalog },
  tags: { GET: async (c, base, path) => serveTags(c, base, await authorize(c, path)) },
  referrers: {
    GET: async (c, base, path) => serveReferrers(c, base, await authorize(c, path), path.digest),
  },
  manifest: {
    GET: async (c, _, path) => serveManifest(c, await authorize(c, path), path.reference),
    PUT: async (c, base, path) => storeManifest(c, base, await authorize(c, path), path.reference),
    DELETE: async (c, _, path) => removeManifest(c, await authorize(c, path), path.reference),
  },
  blob: {
    GET: async (c, _, path) => serveBlob(c, await authorize(c, path), path.digest),
    DELETE: async (c, _, path) => deleteBlob(c, await authorize(c, path), path.digest),
  },
  uploads: { POST: async (c, base, path) => start(c, base, await authorize(c, path)) },
  upload: {
    GET: toUpload(serveStatus),
    PATCH: toUpload(patch),
    PUT: toUpload(finish),
    DELETE: toUpload(cancel),
  },
};

function toUpload(handler: Handler<ImageUpload>): Handler<Extract<RegistryPath, { kind: "upload" }>> {
  return async (c, base, path) => {
    const { name, organization } = await authorize(c, path);
    return handler(c, base, { repository: name, id: path.id, organization });
  };
}

/** Authentication comes before: it has set the caller, or refused. */
export function registryRoutes(): Hono<RegistryEnv> {
  const routes = new Hono<RegistryEnv>();
  routes.all("*", async (c) => {
    // Locations repeat the prefix the caller came by: the console has its own.
    const base = basePath(c).replace(/\/\*?$/, "");
    const path = parsePath(c.req.path.slice(base.length));
    if (!path) throw new RegistryError("NAME_UNKNOWN", "no such path in the registry's API");
    const response = await dispatch(c, base, path);
    for (const [name, value] of Object.entries(API_VERSION_HEADER)) response.headers.set(name, value);
    return response;
  });
  return routes;
}

async function dispatch(c: RegistryContext, base: string, path: RegistryPath): Promise<Response> {
  const asked = c.req.method === "HEAD" ? "GET" : c.req.method;
  const method = METHODS.find((known) => known === asked);
  // The path's kind chose the row, which TypeScript does not follow.
  const handler = method && (HANDLERS[path.kind][method] as Handler<RegistryPath> | undefined);
  if (!handler) throw new RegistryError("UNSUPPORTED", `${c.req.method} is not supported here`);
  return handler(c, base, path);
}

function serveBase(c: RegistryContext): Response {
  if (!c.get("caller") && !c.get("scopes")) throw new RegistryError("UNAUTHORIZED", "sign in first");
  return c.json({});
}
