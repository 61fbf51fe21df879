/** Tells whoever brings a copy which service this is (sync-records/came-by.ts), with refusals too. */
import type { MiddlewareHandler } from "hono";
import { CAME_BY_HEADER, SERVICE_ID_HEADER, serviceId } from "../sync-records/came-by.ts";
import type { RegistryEnv } from "./env.ts";

export const tellServiceId: MiddlewareHandler<RegistryEnv> = async (c, next) => {
  await next();
  if (c.req.header(CAME_BY_HEADER) !== undefined) c.header(SERVICE_ID_HEADER, await serviceId(c.get("deps")));
};
