/** What a few users could make grow without end: metrics, and the log of the tables. */
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { digestOf, testBytes } from "../support/registry.ts";
import { type Scene, startScene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({ SWR_METRICS: "true" });
});
afterAll(() => scene.service.dispose());

async function metricLines(): Promise<number> {
  return (await (await fetch(`${scene.service.origin}/metrics`)).text()).split("\n").length;
}

test("thousands of paths, names and tags are no labels", async () => {
  const before = await metricLines();
  const paths = [
    (at: number) => `/nothing-${at}`,
    (at: number) => `/v2/attackers/app-${at}/manifests/v${at}`,
    (at: number) => `/v2/manage/namespaces/none-${at}/repos`,
    (at: number) => `/api/none-${at}`,
  ];
  await scene.besides(async () => {
    for (let at = 0; at < 1000; at++) {
      for (const path of paths) await (await scene.attacker.send("GET", path(at))).arrayBuffer();
    }
  });
  expect((await metricLines()) - before).toBeLessThan(50);
});

test("readers that do not read keep the tables' log short", async () => {
  const { attacker, neighbour, service } = scene;
  const body = testBytes(8 * 1024 * 1024);
  const digest = digestOf(body);
  const path = "/v2/attackers/app/blobs";
  await attacker.send("POST", `${path}/uploads/?digest=${digest}`, { body, status: 201 });
  const sockets: Socket[] = [];
  const [hostname, port] = service.host.split(":");
  const authorization = btoa(`${attacker.login.user}:${attacker.login.password}`);
  for (let at = 0; at < 10; at++) {
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    socket.write(
      `GET ${path}/${digest} HTTP/1.1\r\nHost: a\r\nAuthorization: Basic ${authorization}\r\n\r\n`,
    );
    await once(socket, "readable");
    sockets.push(socket);
  }
  for (let at = 0; at < 100; at++)
    await neighbour.push("app", `v${at}`, { annotations: { filler: "x".repeat(100_000), at: `${at}` } });
  expect((await stat(join(service.dataDir, "swr.db-wal"))).size).toBeLessThan(64 * 1024 * 1024);
  for (const socket of sockets) socket.destroy();
});
