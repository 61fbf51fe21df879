/** The management API as another client would use it: to prepare what a test needs, not to test it. */
import { LOGIN_HEADERS } from "../../core/operations/login.ts";
import { ADMINISTRATOR, type Service } from "./service.ts";

export interface Login {
  user: string;
  password: string;
}

export interface Api {
  createOrganization(): Promise<string>;
  createLogin(): Promise<Login>;
}

let counter = 0;

/** A name no other test of this run, in this or another worker, takes. */
function uniqueName(): string {
  counter += 1;
  return `team-${process.pid}-${counter}`;
}

export async function connect(service: Service): Promise<Api> {
  const token = await requestToken(service);

  async function post(path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(service.origin + path, {
      method: "POST",
      headers: { "X-Auth-Token": token, "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  return {
    async createOrganization() {
      const namespace = uniqueName();
      await post("/v2/manage/namespaces", { namespace });
      return namespace;
    },
    async createLogin() {
      const answer = await post("/v2/manage/utils/secret");
      return readLoginCommand(answer.headers.get(LOGIN_HEADERS.command) ?? "");
    },
  };
}

/** `docker login -u USER -p PASSWORD HOST` */
function readLoginCommand(command: string): Login {
  const [, user, password] = /-u (\S+) -p (\S+)/.exec(command) ?? [];
  if (user === undefined || password === undefined) throw new Error("not a login command");
  return { user, password };
}

async function requestToken(service: Service): Promise<string> {
  const { account, user, password } = ADMINISTRATOR;
  const identity = {
    methods: ["password"],
    password: { user: { name: user, password, domain: { name: account } } },
  };
  const answer = await fetch(`${service.origin}/v3/auth/tokens`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ auth: { identity } }),
  });
  const token = answer.headers.get("X-Subject-Token");
  if (token === null) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  return token;
}
