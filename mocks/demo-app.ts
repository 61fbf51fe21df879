/** The whole service in the page: its own app on an in-memory database and storage, with a company to look at. */
import { Hono } from "hono";
import { SESSION_PATH } from "../core/session.ts";
import { createApp } from "../server/app.ts";
import { linkFollowing } from "../server/content/housekeeping.ts";
import { migrate } from "../server/db/migrate.ts";
import type { Deps } from "../server/deps.ts";
import { handlers } from "../server/handlers.ts";
import { jobKinds } from "../server/job-kinds.ts";
import { createJobRunner } from "../server/jobs/runner.ts";
import type { Content } from "../server/ports/content.ts";
import { createCookieJar } from "./cookie-jar.ts";
import { createDemoDeps } from "./demo-deps.ts";
import { prepare, type Scenario, visitorOf } from "./scenarios.ts";
import { openSqliteWasm } from "./sqlite-wasm.ts";

export type Answer = (request: Request) => Promise<Response>;

/** `origin` is the page's. */
export async function createDemoApp(origin: string, scenario: Scenario = "company"): Promise<Answer> {
  const db = await openSqliteWasm();
  await migrate(db);
  const deps = createDemoDeps(origin, db);
  await prepare(deps, scenario);
  return openDemoApp(deps, scenario);
}

/** On what is prepared already. Whoever opens the demo is signed in. */
export async function openDemoApp(prepared: Deps, scenario: Scenario): Promise<Answer> {
  const deps = { ...prepared, content: withLayers(prepared) };
  const origin = deps.config.publicUrl;
  const jar = createCookieJar();
  const app = new Hono();
  app.use(async (c, next) => {
    // A Response drops `Set-Cookie` in a browser, so it is caught where the service says it.
    const { header } = c;
    c.header = (name, value, options) => {
      if (value !== undefined && name.toLowerCase() === "set-cookie") jar.keep(value);
      header(name, value, options);
    };
    await next();
  });
  app.route("/", createApp(deps, { handlers }));

  // Without the jobs for the registry's folder, as a page has none.
  const jobs = createJobRunner(
    deps,
    jobKinds.filter((kind) => kind !== linkFollowing),
  );
  const answer: Answer = async (request) => {
    const response = await app.fetch(await asSentByBrowser(request, origin, jar.header()));
    // The page has no job timer: each request runs the due jobs.
    void jobs.tick();
    return response;
  };
  await answer(
    new Request(origin + SESSION_PATH, { method: "POST", body: JSON.stringify(visitorOf(scenario)) }),
  );
  return answer;
}

/**
 * The request with the headers that a browser adds on its way out. A Request refuses them, hence they are put over it.
 * The body is read first: with its length known, nothing on the way copies the request and loses them.
 */
async function asSentByBrowser(request: Request, origin: string, cookie: string): Promise<Request> {
  const headers = new Headers(request.headers);
  headers.set("Origin", origin);
  headers.set("Sec-Fetch-Site", "same-origin");
  if (cookie !== "") headers.set("Cookie", cookie);
  const { url, method, signal } = request;
  if (method === "GET" || method === "HEAD")
    return withHeaders(new Request(url, { method, signal }), headers);
  const body = await request.arrayBuffer();
  headers.set("Content-Length", String(body.byteLength));
  return withHeaders(new Request(url, { method, signal, body }), headers);
}

function withHeaders(request: Request, headers: Headers): Request {
  return Object.defineProperty(request, "headers", { value: headers });
}

/** Gigabytes of layers are not really there: the content only says so. */
function withLayers({ content, db }: Deps): Content {
  return {
    ...content,
    size: async (key) =>
      (await content.size(key)) ??
      (await db.selectFrom("blobs").select("size").where("key", "=", key).executeTakeFirst())?.size,
  };
}
