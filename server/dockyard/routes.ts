/**
 * The part of the older management API that Harbor's adapter for SWR uses. It takes a registry login (Basic) instead of
 * a token (SWR API reference, section 4.2).
 */
import { Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";
import { imageListQuery } from "../../core/operations/images.ts";
import { type Context, callerContext } from "../context.ts";
import { SwrError } from "../errors.ts";
import type { App, AppEnv } from "../http-env.ts";
import { imageHandlers } from "../images/handlers.ts";
import { readListQuery } from "../list-query.ts";
import { createOrganization, listOrganizations } from "../organizations/service.ts";
import { readInput } from "../read-input.ts";
import { callerOfBasic } from "../registry/authentication.ts";

const PAGE = 1000;
/** Of one answer, which cannot be paged: at most about 13 MB. Harbor asks for less where its rule filters by name. */
const TAGS_MAX = 100_000;
const newNamespaceSchema = z.object({ namespace: z.string() });

type Organization = Awaited<ReturnType<typeof listOrganizations>>[number];

export function dockyardRoutes(): App {
  const routes = new Hono<AppEnv>();
  routes.use("/dockyard/v2/*", basicAuthentication);

  routes.get("/dockyard/v2/visible/namespaces", async (c) => {
    const all = await listOrganizations(c.get("context"), { withImageRights: true });
    return c.json({ namespaces: all.map(present) });
  });

  // Harbor takes a 404 for a failure; an answer without a name makes it create the organization.
  routes.get("/dockyard/v2/namespaces/:namespace", async (c) => {
    const [found] = await listOrganizations(c.get("context"), { name: c.req.param("namespace") });
    return c.json(found ? present(found) : {});
  });

  routes.post("/dockyard/v2/namespaces", async (c) => {
    const refused = (text: string) => new SwrError("invalidBody", text);
    const body: unknown = await c.req.json().catch(() => undefined);
    await createOrganization(c.get("context"), readInput(newNamespaceSchema, body, refused).namespace);
    return c.json({}, 201);
  });

  /** All at once, whatever page `filter` asks for: the adapter never asks for a second one. */
  routes.get("/dockyard/v2/repositories", async (c) => {
    const { values } = readListQuery(imageListQuery, { filter: c.req.query("filter") }, ["center"]);
    const images: object[] = [];
    let tags = 0;
    for (let offset = 0; ; offset += PAGE) {
      // By name, because pushes in between would move images from page to page.
      const query = { order_column: "name", order_type: "asc", ...values, limit: PAGE, offset } as const;
      const { value } = await imageHandlers.ListReposDetails(c.get("context"), {
        params: {},
        query,
        body: undefined,
      });
      tags += value.reduce((sum, { num_images }) => sum + num_images, 0);
      if (tags > TAGS_MAX)
        throw new SwrError("invalidFilter", `more than ${TAGS_MAX} tags match: filter by name`);
      for (const image of value) {
        const isWhole = image.tags.length === image.num_images;
        images.push(isWhole ? image : { ...image, tags: await allTags(c.get("context"), image) });
      }
      if (value.length < PAGE) return c.json(images);
    }
  });

  return routes;
}

/** The list has the newest tags only. The adapter takes them for all there are and would not copy the others. */
async function allTags({ db }: Context, image: { namespace: string; name: string }): Promise<string[]> {
  const rows = await db
    .selectFrom("organizations")
    .innerJoin("images", "images.organization_id", "organizations.id")
    .innerJoin("tags", "tags.image_id", "images.id")
    .select("tags.name")
    .where("organizations.name", "=", image.namespace)
    .where("images.name", "=", image.name)
    .orderBy("tags.updated_at", "desc")
    .orderBy("tags.id", "desc")
    .execute();
  return rows.map(({ name }) => name);
}

const basicAuthentication: MiddlewareHandler<AppEnv> = async (c, next) => {
  const deps = c.get("deps");
  const [scheme = "", credentials = ""] = (c.req.header("authorization") ?? "").split(/ +/, 2);
  const caller = /^basic$/i.test(scheme) ? await callerOfBasic(deps, credentials) : undefined;
  if (!caller) throw new SwrError("unauthenticated");
  c.set("caller", caller);
  c.set("context", callerContext(deps, caller, c.get("request")));
  await next();
};

function present({ id, name, creator_name, level, user_count, image_count }: Organization) {
  return { id, name, creator_name, auth: level, user_count: user_count ?? 0, image_count: image_count ?? 0 };
}
