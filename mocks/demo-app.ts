/** The whole service in the page: its own app on an in-memory database and storage, with a company to look at. */
import { Hono } from "hono";
import { SESSION_PATH, type SignIn } from "../core/session.ts";
import { createApp } from "../server/app.ts";
import { createAccount } from "../server/identity/bootstrap.ts";
import { findCaller } from "../server/identity/find-caller.ts";
import { projectOfAccount } from "../server/identity/projects.ts";
import { createCookieJar } from "./cookie-jar.ts";
import { createDemoDeps } from "./demo-deps.ts";
import { seed } from "./seed.ts";

export const DEMO_USER: SignIn = { account: "demo", user: "admin", password: "demo" };

type Answer = (request: Request) => Promise<Response>;

/** `origin` is the page's. Whoever opens the demo is signed in already. */
export async function createDemoApp(origin: string): Promise<Answer> {
  const deps = await createDemoDeps();
  const { accountId, userId } = await createAccount(deps, DEMO_USER);
  const project = await projectOfAccount(deps, accountId);
  const caller = await findCaller(deps.db, { user_id: userId, project_id: project.id }, "login");
  if (!caller) throw new Error("the demo's user is not there");
  await seed(deps, caller, new URL(origin).host);

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
  app.route("/", createApp(deps));

  const answer: Answer = async (request) => app.fetch(await asSentByBrowser(request, origin, jar.header()));
  await answer(new Request(origin + SESSION_PATH, { method: "POST", body: JSON.stringify(DEMO_USER) }));
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
