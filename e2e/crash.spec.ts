/** What was acknowledged survives `kill -9`; what was not leaves nothing half-done behind. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "./support/fixtures.ts";
import { blobFile, makeImage, TAG } from "./support/image.ts";
import type { Service } from "./support/service.ts";
import { copy, pullCredentials, pushCredentials, readPulled } from "./support/skopeo.ts";

test("a push that was acknowledged is served after a crash", async ({
  service,
  api,
  organization,
  folder,
}) => {
  const image = await makeImage(folder);
  const login = await api.createLogin();
  const target = `docker://${service.host}/${organization}/kept:${TAG}`;
  const pushed = await copy(`oci:${image.layout}:${TAG}`, target, pushCredentials(login));
  expect(pushed.code, pushed.output).toBe(0);

  await service.kill();
  await service.start();

  const pulled = await copy(target, `dir:${folder}/pulled`, pullCredentials(login));
  expect(pulled.code, pulled.output).toBe(0);
  expect(await readPulled(join(folder, "pulled"))).toEqual({
    manifestDigest: image.manifestDigest,
    diffIds: image.diffIds,
  });
});

test("a push that was cut off leaves nothing, and goes through afterwards", async ({
  service,
  api,
  organization,
  folder,
}) => {
  const image = await makeImage(folder, { layers: 2, layerSize: 8_000_000 });
  const login = await api.createLogin();
  const repository = `${organization}/cut-off`;
  const bearer = await registryToken(service, login, repository);
  const [first] = image.layers;
  if (!first) throw new Error("the image has no layer");
  const layer = await readFile(blobFile(image.layout, first.digest));

  const started = await fetch(`${service.origin}/v2/${repository}/blobs/uploads/`, {
    method: "POST",
    headers: bearer,
  });
  expect(started.status).toBe(202);
  const location = new URL(started.headers.get("Location") ?? "", service.origin);
  // The DOM's types do not know `duplex`, which a body that is still being written needs.
  const request = { method: "PATCH", headers: bearer, body: halfOf(layer), duplex: "half" };
  // Handled at once: it fails while the service is being killed.
  const outcome = fetch(location, request).then(
    () => "answered",
    () => "failed",
  );
  await expect.poll(() => receivedBytes(service, location), { intervals: [20] }).toBeGreaterThan(0);
  await service.kill();
  expect(await outcome).toBe("failed");
  await service.start();

  const blob = await fetch(`${service.origin}/v2/${repository}/blobs/${first.digest}`, {
    method: "HEAD",
    headers: bearer,
  });
  expect(blob.status).toBe(404);
  const tags = await fetch(`${service.origin}/v2/${repository}/tags/list`, { headers: bearer });
  expect(tags.status).toBe(404);

  const target = `docker://${service.host}/${repository}:${TAG}`;
  const pushed = await copy(`oci:${image.layout}:${TAG}`, target, pushCredentials(login));
  expect(pushed.code, pushed.output).toBe(0);
  const pulled = await copy(target, `dir:${folder}/pulled`, pullCredentials(login));
  expect(pulled.code, pulled.output).toBe(0);
  expect((await readPulled(join(folder, "pulled"))).diffIds).toEqual(image.diffIds);
});

async function registryToken(
  { origin }: Service,
  login: { user: string; password: string },
  repository: string,
): Promise<{ Authorization: string }> {
  const basic = Buffer.from(`${login.user}:${login.password}`).toString("base64");
  const answer = await fetch(`${origin}/v2/token?scope=repository:${repository}:pull,push`, {
    headers: { Authorization: `Basic ${basic}` },
  });
  const { token } = (await answer.json()) as { token: string };
  return { Authorization: `Bearer ${token}` };
}

/** The first half, and then nothing more for as long as anybody waits. */
function halfOf(content: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(content.subarray(0, content.length / 2)),
  });
}

/** Looked at on the disk: asking the service would wait for the request under way. */
async function receivedBytes({ dataDir }: Service, location: URL): Promise<number> {
  const id = location.pathname.split("/").at(-1) ?? "";
  const files = await readdir(dataDir, { recursive: true });
  const data = files.find((file) => file.includes(id) && file.endsWith("data"));
  return data === undefined ? 0 : (await stat(join(dataDir, data))).size;
}
