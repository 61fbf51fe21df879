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
import { cancel, finish, patch, serveStatus, start } from "./upload-routes.ts";

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
  const method = c.req.method === "HEAD" ? "GET" : c.req.method;
  switch (path.kind) {
    case "base":
      if (method === "GET") return serveBase(c);
      break;
    case "catalog":
      if (method === "GET") return serveCatalog(c, base);
      break;
    case "tags":
      if (method === "GET") return serveTags(c, base, await authorize(c, path));
      break;
    case "referrers":
      if (method === "GET") return serveReferrers(c, base, await authorize(c, path), path.digest);
      break;
    case "manifest":
      if (method === "GET") return serveManifest(c, await authorize(c, path), path.reference);
      if (method === "PUT") return storeManifest(c, base, await authorize(c, path), path.reference);
      if (method === "DELETE") return removeManifest(c, await authorize(c, path), path.reference);
      break;
    case "blob":
      if (method === "GET") return serveBlob(c, await authorize(c, path), path.digest);
      if (method === "DELETE") return deleteBlob(c, await authorize(c, path), path.digest);
      break;
    case "uploads":
      if (method === "POST") return start(c, base, await authorize(c, path));
      break;
    case "upload": {
      const { name, organization } = await authorize(c, path);
      const upload = { repository: name, id: path.id, organization };
      if (method === "GET") return serveStatus(c, base, upload);
      if (method === "PATCH") return patch(c, base, upload);
      if (method === "PUT") return finish(c, base, upload);
      if (method === "DELETE") return cancel(c, base, upload);
      break;
    }
  }
  throw new RegistryError("UNSUPPORTED", `${c.req.method} is not supported here`);
}

function serveBase(c: RegistryContext): Response {
  if (!c.get("caller") && !c.get("scopes")) throw new RegistryError("UNAUTHORIZED", "sign in first");
  return c.json({});
}
