/** Uploads that are opened to be kept open, and bodies in the smallest of pieces. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { digestOf } from "../support/registry.ts";
import { type Scene, startScene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.service.dispose());

async function openUpload(): Promise<string> {
  const answer = await scene.attacker.send("POST", "/v2/attackers/app/blobs/uploads/", { status: 202 });
  return answer.headers.get("location") ?? "";
}

/** A request of the attacker's, whose body is to follow. */
async function open(method: string, path: string, headers: string[]): Promise<Socket> {
  const { user, password } = scene.attacker.login;
  const [hostname, port] = scene.service.host.split(":");
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined).resume();
  await once(socket, "connect");
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "Host: a",
    `Authorization: Basic ${btoa(`${user}:${password}`)}`,
  ];
  socket.write(`${[...lines, ...headers].join("\r\n")}\r\n\r\n`);
  return socket;
}

async function push(seed: number): Promise<void> {
  const body = `layer ${seed}`;
  const path = `/v2/neighbours/app/blobs/uploads/?digest=${digestOf(body)}`;
  await scene.neighbour.send("POST", path, { body, status: 201 });
}

test("forty uploads kept open by one user keep nobody else from pushing", async () => {
  const sockets: Socket[] = [];
  await scene.besides(async () => {
    for (let at = 0; at < 40; at++) {
      const socket = await open("PATCH", await openUpload(), ["Content-Length: 1000"]);
      socket.write("x");
      sockets.push(socket);
    }
    for (let seed = 0; seed < 5; seed++) await push(seed);
  });
  for (const socket of sockets) socket.destroy();
});

test("a quarter of a megabyte sent byte by byte holds nobody up", async () => {
  const piece = "1\r\nx\r\n".repeat(64 * 1024);
  await scene.besides(async () => {
    const socket = await open("PATCH", await openUpload(), [
      "Transfer-Encoding: chunked",
      "Connection: close",
    ]);
    for (let at = 0; at < 4; at++) {
      if (!socket.write(piece)) await once(socket, "drain");
    }
    const answered = once(socket, "data");
    socket.write("0\r\n\r\n");
    expect(String(await answered)).toContain("HTTP/1.1 202");
    socket.destroy();
  });
});
