/** The management API as another client would use it: to prepare what a test needs, not to test it. */
import { LOGIN_HEADERS } from "../../core/operations/facts.ts";
import type { Body } from "../../core/operations.ts";
import type { GrantedLevel } from "../../core/permissions.ts";
import type { SignIn } from "../../core/session.ts";
import { ADMINISTRATOR, type Service } from "./service.ts";

export interface Login {
  user: string;
  password: string;
}

export interface User extends SignIn {
  id: string;
}

export interface Api {
  /** With a name of its own where none is given. */
  createOrganization(name?: string): Promise<string>;
  createImage(
    organization: string,
    image: Partial<Body<"CreateRepo">> & { repository: string },
  ): Promise<void>;
  createLogin(): Promise<Login>;
  /** A key of the user's for other programs. */
  createAccessKey(user: User): Promise<{ access: string; secret: string }>;
  /** A user of the account, without any right; with a name of its own where none is given. */
  createUser(name?: string): Promise<User>;
  /** Rights on an organization, or on one image of it. */
  grant(user: User, auth: GrantedLevel, organization: string, image?: string): Promise<void>;
  revoke(user: User, organization: string, image?: string): Promise<void>;
  /** With the account of this name, for ever. */
  share(organization: string, image: string, account: string, description?: string): Promise<void>;
  /** For each push that sets the Deployment `web` of `team-a`, unless `settings` say otherwise. */
  createTrigger(organization: string, image: string, settings: TriggerSettings): Promise<void>;
  copyTag(organization: string, image: string, from: string, to: string): Promise<void>;
  /** A rule that leaves so many tags, and those that match the pattern. */
  keepNewest(organization: string, image: string, num: number, pattern: string): Promise<void>;
}

type TriggerSettings = Partial<Body<"CreateTrigger">> & { name: string; cluster_id: string };

let counter = 0;

/** A name no other test of this run, in this or another worker, takes. */
function uniqueName(): string {
  counter += 1;
  return `team-${process.pid}-${counter}`;
}

/** As the administrator, or somebody else. */
export async function connect(service: Service, who: SignIn = ADMINISTRATOR): Promise<Api> {
  const token = await requestToken(service, who);
  const post = (path: string, body?: unknown) => send("POST", path, body);

  async function send(method: "POST" | "DELETE", path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(service.origin + path, {
      method,
      headers: { "X-Auth-Token": token, "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  return {
    async createOrganization(namespace = uniqueName()) {
      await post("/v2/manage/namespaces", { namespace });
      return namespace;
    },
    async createImage(organization, image) {
      await post(`/v2/manage/namespaces/${organization}/repos`, { is_public: false, ...image });
    },
    async createAccessKey({ id }) {
      const answer = await post("/v3.0/OS-CREDENTIAL/credentials", { credential: { user_id: id } });
      return ((await answer.json()) as { credential: { access: string; secret: string } }).credential;
    },
    async createUser(name = uniqueName()) {
      const user = { name, password: "another-password-for-tests" };
      const answer = (await (await post("/v3.0/OS-USER/users", { user })).json()) as { user: { id: string } };
      return { account: who.account, user: user.name, password: user.password, id: answer.user.id };
    },
    async grant({ id, user }, auth, organization, image) {
      await post(accessTo(organization, image), [{ user_id: id, user_name: user, auth }]);
    },
    async revoke({ id }, organization, image) {
      await send("DELETE", accessTo(organization, image), [id]);
    },
    async share(organization, image, access_domain, description = "For the pilot") {
      const path = `/v2/manage/namespaces/${organization}/repositories/${image.replaceAll("/", "$")}`;
      const terms = { permit: "read", deadline: "forever", description };
      await post(`${path}/access-domains`, { ...terms, access_domain });
    },
    async keepNewest(organization, image, num, pattern) {
      const tag_selectors = [{ kind: "regexp", pattern }];
      const rules = [{ template: "tag_rule", params: { num: String(num) }, tag_selectors }];
      const path = `/v2/manage/namespaces/${organization}/repos/${image.replaceAll("/", "$")}/retentions`;
      await post(path, { algorithm: "or", rules });
    },
    async createTrigger(organization, image, settings) {
      await post(`${repository(organization, image)}/triggers`, {
        action: "update",
        app_type: "deployments",
        application: "web",
        cluster_ns: "team-a",
        trigger_type: "all",
        condition: ".*",
        enable: "true",
        ...settings,
      });
    },
    async copyTag(organization, image, source_tag, destination_tag) {
      const body = { source_tag, destination_tag, override: true };
      await post(`${repository(organization, image)}/tags`, body);
    },
    async createLogin() {
      const answer = await post("/v2/manage/utils/secret");
      return readLoginCommand(answer.headers.get(LOGIN_HEADERS.command) ?? "");
    },
  };
}

const repository = (organization: string, image: string) =>
  `/v2/manage/namespaces/${organization}/repos/${image.replaceAll("/", "$")}`;

const accessTo = (organization: string, image: string | undefined) =>
  `/v2/manage/namespaces/${organization}${image === undefined ? "" : `/repos/${image.replaceAll("/", "$")}`}/access`;

/** `docker login -u USER -p PASSWORD HOST` */
function readLoginCommand(command: string): Login {
  const [, user, password] = /-u (\S+) -p (\S+)/.exec(command) ?? [];
  if (user === undefined || password === undefined) throw new Error("not a login command");
  return { user, password };
}

/** Throws where the password is not theirs. */
export async function requestToken(service: Service, { account, user, password }: SignIn): Promise<string> {
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
