/** A service in a process of its own, somebody who attacks it, and somebody else of the same account who only works. */
import { expect } from "vitest";
import { MEDIA_TYPE } from "../../core/media-types.ts";
import { connect, type Login, requestToken, type User } from "../../e2e/support/api.ts";
import { type Service, startService } from "../../e2e/support/service.ts";
import { digestOf } from "../support/registry.ts";

interface Person extends User {
  organization: string;
  login: Login;
  /** Headers of all the person's calls. */
  proof: Record<string, string>;
  /** Sends with the registry login; throws for another status than `status`, where one is given. */
  send(method: string, path: string, init?: RequestInit & { status?: number }): Promise<Response>;
  /** A manifest and what it names, in an image of the person's organization. Answers its descriptor. */
  push(image: string, reference: string, fields?: object): Promise<{ digest: string; size: number }>;
}

export interface Scene {
  service: Service;
  attacker: Person;
  neighbour: Person;
  /** Runs the attack, and holds what the neighbour is answered meanwhile against what is answered without one. */
  besides(attack: () => Promise<unknown>): Promise<void>;
}

/**
 * Of somebody else's requests, in milliseconds on an idle machine: half of them, and the slowest, which other work on the
 * machine may hold up, too.
 */
const BOUNDS_MS = { median: 300, slowest: 1500 };
/** How much longer than beforehand, which tells how busy the machine is. */
const BOUND_FACTOR = 10;
const ROUNDS = 15;

/** `env` adds to the service's environment. */
export async function startScene(env?: Record<string, string>): Promise<Scene> {
  const service = await startService(env);
  const administrator = await connect(service);

  async function enter(name: string): Promise<Person> {
    const user = await administrator.createUser(name);
    const organization = await administrator.createOrganization(`${name}s`);
    await administrator.grant(user, 7, organization);
    const api = await connect(service, user);
    const login = await api.createLogin();
    const authorization = `Basic ${btoa(`${login.user}:${login.password}`)}`;
    const token = await requestToken(service, user);
    const proof = { authorization, "X-Auth-Token": token };
    const send: Person["send"] = async (method, path, { status, ...init } = {}) => {
      const headers = { ...proof, ...init.headers };
      const answer = await fetch(service.origin + path, { method, ...init, headers });
      if (status !== undefined && answer.status !== status) {
        throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
      }
      return answer;
    };
    return {
      ...user,
      organization,
      login,
      proof,
      send,
      async push(image, reference, fields = {}) {
        const path = `/v2/${organization}/${image}`;
        const body = "{}";
        const config = { mediaType: MEDIA_TYPE.ociConfig, digest: digestOf(body), size: body.length };
        await send("POST", `${path}/blobs/uploads/?digest=${config.digest}`, { body, status: 201 });
        const mediaType = MEDIA_TYPE.ociManifest;
        const text = JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [], ...fields });
        const digest = digestOf(text);
        const headers = { "content-type": mediaType };
        const place = `${path}/manifests/${reference || digest}`;
        await send("PUT", place, { body: text, headers, status: 201 });
        return { digest, size: text.length };
      },
    };
  }

  const attacker = await enter("attacker");
  const neighbour = await enter("neighbour");
  await neighbour.push("app", "v1");

  /** Milliseconds of the slowest of what a working day is made of. */
  async function work(): Promise<number> {
    const { organization, send } = neighbour;
    let slowest = 0;
    for (const path of [
      `/v2/${organization}/app/manifests/v1`,
      `/v2/manage/namespaces/${organization}/repos/app/tags`,
      "/v2/manage/repos?limit=10",
    ]) {
      const start = performance.now();
      await (await send("GET", path, { status: 200 })).arrayBuffer();
      slowest = Math.max(slowest, performance.now() - start);
    }
    return slowest;
  }

  return {
    service,
    attacker,
    neighbour,
    async besides(attack) {
      const quiet = [];
      for (let round = 0; round < ROUNDS; round++) quiet.push(await work());
      let isOver = false;
      const attacking = attack().finally(() => {
        isOver = true;
      });
      const beside = [];
      while (beside.length < ROUNDS || !isOver) beside.push(await work());
      await attacking;
      const [alone, attacked] = [figures(quiet), figures(beside)];
      console.info("a neighbour's requests, in ms:", { alone, attacked });
      for (const figure of ["median", "slowest"] as const) {
        expect(attacked[figure]).toBeLessThan(BOUNDS_MS[figure] + BOUND_FACTOR * alone[figure]);
      }
    },
  };
}

function figures(times: number[]): { median: number; slowest: number } {
  const sorted = times.map(Math.round).sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? 0, slowest: sorted.at(-1) ?? 0 };
}
