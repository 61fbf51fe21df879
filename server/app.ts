/**
 * The whole service as one fetch handler. Clients reach the API at its own paths with a token; the console reaches
 * the same routes below `/api` with its cookie. Neither kind of proof counts on the other side.
 */
import { Hono } from "hono";
import { compress } from "hono/compress";
import { requestId } from "hono/request-id";
import { iamOperations } from "../core/iam-operations.ts";
import { operations } from "../core/operations.ts";
import {
  CONSOLE_IAM_PREFIX,
  CONSOLE_MANAGE_PREFIX,
  CONSOLE_REGISTRY_PREFIX,
  SESSION_PATH,
} from "../core/session.ts";
import { routePath } from "./bind.ts";
import { CCE_PATHS, cceRoutes } from "./clusters/cce-routes.ts";
import type { Deps } from "./deps.ts";
import { dockyardRoutes } from "./dockyard/routes.ts";
import { IamError, SwrError } from "./errors.ts";
import { healthRoutes } from "./health.ts";
import type { App, AppEnv, AppMiddleware } from "./http-env.ts";
import { errorExit, notFound } from "./http-errors.ts";
import { limitJson, requestLog, requestSetup, securityHeaders, serviceContext } from "./http-middleware.ts";
import { IAM_PATHS, iamRoutes } from "./iam/routes.ts";
import { clientAuthentication } from "./identity/client-authentication.ts";
import { sameOrigin } from "./identity/same-origin.ts";
import { sessionAuthentication, sessionRoutes } from "./identity/session-routes.ts";
import { createSignIn } from "./identity/sign-in.ts";
import { tokenRoutes } from "./identity/token-routes.ts";
import { CONSOLE_PATHS, consoleRoutes, type Handlers, manageRoutes } from "./operations.ts";
import { registryAuthentication } from "./registry/authentication.ts";
import { registryRoutes } from "./registry/routes.ts";
import { tellServiceId } from "./registry/service-id.ts";
import { tokenServiceRoutes } from "./registry/token-service.ts";
import { selfDescriptionRoutes } from "./versions/routes.ts";

/**
 * Lists that are compressed for the console: 500 tags are half a megabyte, and so are 1000 users. No other answer is
 * compressed, so that no secret shares a compressed body with text that others write; and for API clients, which are
 * mostly near, compressing takes longer than it saves.
 */
const longLists = [
  CONSOLE_MANAGE_PREFIX + routePath(operations.ListReposDetails),
  CONSOLE_MANAGE_PREFIX + routePath(operations.ListRepositoryTags),
  CONSOLE_IAM_PREFIX + routePath(iamOperations.KeystoneListUsers),
];

export interface AppParts {
  /** What the service carries; every other operation is answered by 501. */
  handlers: Handlers;
  /** Serves the console's files for whatever no route answers. */
  pages?: AppMiddleware | undefined;
}

export function createApp(deps: Deps, { handlers, pages }: AppParts): App {
  const app = new Hono<AppEnv>();
  app.onError(errorExit);
  app.notFound(notFound);
  app.use(requestId({ limitLength: 64 }), requestSetup(deps), securityHeaders, requestLog(deps));
  app.route("/", healthRoutes());
  app.route("/", selfDescriptionRoutes(handlers));

  const signIn = createSignIn(deps);
  const manage = manageRoutes(handlers);
  const iam = iamRoutes(signIn);
  const limitIam = limitJson(() => new IamError(400, "the body is larger than 1 MB"));
  const limitManage = limitJson(() => new SwrError("invalidBody", "the body is larger than 1 MB"));
  mountConsole();
  mountClients();
  if (pages) app.use(pages);
  return app;

  function mountConsole(): void {
    app.use("/api/*", sameOrigin);
    app.use(`${SESSION_PATH}/*`, limitManage);
    app.route("/", sessionRoutes(signIn));
    for (const path of longLists) app.get(path, compress());
    app.use(`${CONSOLE_MANAGE_PREFIX}/*`, sessionAuthentication, limitManage, serviceContext);
    app.route(CONSOLE_MANAGE_PREFIX, manage);
    app.use(`${CONSOLE_IAM_PREFIX}/*`, sessionAuthentication, limitIam, serviceContext);
    app.route(CONSOLE_IAM_PREFIX, iam);
    app.use(`${CONSOLE_REGISTRY_PREFIX}/*`, sessionAuthentication);
    app.route(`${CONSOLE_REGISTRY_PREFIX}/v2`, registryRoutes());
    for (const path of CONSOLE_PATHS) app.use(path, sessionAuthentication, limitManage, serviceContext);
    app.route("/", consoleRoutes(handlers));
    app.use(CCE_PATHS, limitManage, clientAuthentication, serviceContext);
    app.route("/", cceRoutes());
    app.all("/api/*", notFound);
  }

  function mountClients(): void {
    app.use("/v3/auth/tokens", limitIam);
    app.route("/v3/auth/tokens", tokenRoutes(signIn));
    for (const path of IAM_PATHS) app.use(path, limitIam, clientAuthentication, serviceContext);
    app.route("/", iam);
    // Before the registry, which would take `manage` for an organization; the name is reserved (core/editions.ts).
    for (const version of ["v2", "v3"]) {
      app.use(`/${version}/manage/*`, limitManage, clientAuthentication, serviceContext);
    }
    app.route("/", manage);
    app.use("/dockyard/*", limitManage);
    app.route("/", dockyardRoutes());
    app.route("/", tokenServiceRoutes(deps));
    app.use("/v2/*", tellServiceId, registryAuthentication);
    app.route("/v2", registryRoutes());
  }
}
