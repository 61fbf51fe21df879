/** A tag's page, in front of the service itself, with what somebody pushed. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, test } from "vitest";
import { MEDIA_TYPE } from "../../../../core/media-types.ts";
import { digestOf } from "../../../../mocks/seed-content.ts";
import { ORIGIN, renderRoutes, serve, setUpConsole } from "../../../../tests/support/console.tsx";
import { createDemoService } from "../../../../tests/support/demo-service.ts";
import { HOSTILE_STRINGS } from "../../../../tests/support/hostile-strings.ts";
import { imageRoutes } from "../../../image-routes.tsx";

setUpConsole();

const REGISTRY = `${ORIGIN}/api/registry/v2/platform-team/hostile`;

let service: Awaited<ReturnType<typeof createDemoService>>;
beforeAll(async () => {
  service = await createDemoService();
  await service(
    new Request(`${ORIGIN}/api/swr/v2/manage/namespaces`, {
      method: "POST",
      body: JSON.stringify({ namespace: "platform-team" }),
    }),
  );
  const Labels = Object.fromEntries(HOSTILE_STRINGS.map((text, at) => [text, `${at} ${text}`]));
  await pushImage("hostile", {
    os: "linux",
    architecture: "amd64",
    config: { Env: HOSTILE_STRINGS.map((text, at) => `V${at}=${text}`), Labels, Cmd: HOSTILE_STRINGS },
    history: HOSTILE_STRINGS.map((text) => ({ created_by: text, created: text, empty_layer: true })),
  });
  await pushImage("odd", ["no", "config"]);
  await pushManifest("chart", {
    config: await pushBlob("{}", "application/vnd.cncf.helm.config.v1+json"),
    layers: [await pushBlob("chart", "application/vnd.cncf.helm.chart.content.v1.tar+gzip")],
  });
  const subject = await pushImage("signed", { os: "linux", architecture: "arm64", config: {} });
  await pushManifest(`sha256-${subject.digest.slice("sha256:".length)}.sig`, {
    config: await pushBlob("{}", MEDIA_TYPE.ociConfig),
    layers: [await pushBlob("signature", "application/vnd.dev.cosign.simplesigning.v1+json")],
  });
}, 60_000);

async function send(method: string, url: string, body?: string, type = "application/octet-stream") {
  const answer = await service(new Request(url, { method, body, headers: { "Content-Type": type } }));
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function pushBlob(content: string, mediaType: string) {
  const digest = digestOf(content);
  const started = await send("POST", `${REGISTRY}/blobs/uploads/`);
  const location = new URL(started.headers.get("location") ?? "", ORIGIN);
  location.searchParams.set("digest", digest);
  await send("PUT", location.href, content);
  return { mediaType, digest, size: new TextEncoder().encode(content).length };
}

async function pushManifest(tag: string, parts: object, mediaType: string = MEDIA_TYPE.ociManifest) {
  const content = JSON.stringify({ schemaVersion: 2, mediaType, ...parts });
  await send("PUT", `${REGISTRY}/manifests/${tag}`, content, mediaType);
  return { mediaType, digest: digestOf(content), size: content.length };
}

const pushImage = async (tag: string, config: unknown) =>
  pushManifest(tag, {
    config: await pushBlob(JSON.stringify(config), MEDIA_TYPE.ociConfig),
    layers: [await pushBlob(`layer of ${tag}`, MEDIA_TYPE.ociLayerGzip)],
  });

function open(path: string, answer: typeof service = service) {
  serve(answer);
  return renderRoutes(imageRoutes, path);
}

const LEDGER = "/images/payments/ledger";
const HOSTILE = "/images/platform-team/hostile/tags";
const row = (name: string | RegExp) => screen.findByRole("row", { name });

test("opens with the layers, each with its step and its size", async () => {
  const router = open(`${LEDGER}/tags/3.4.2`);
  const table = await screen.findByRole("table", { name: "Layers" });
  await waitFor(() => expect(router.state.location.pathname).toBe(`${LEDGER}/tags/3.4.2/layers`));
  expect(within(table).getAllByRole("rowheader")).toHaveLength(5);
  expect(within(table).getByText("COPY rootfs-0 / # java")).toBeTruthy();
  expect(screen.getByText(/^5 layers, .*\sMB compressed$/)).toBeTruthy();
  expect(screen.getByText("linux/amd64")).toBeTruthy();
});

test("shows the history, the config and the texts themselves", async () => {
  open(`${LEDGER}/tags/3.4.2/history`);
  const history = await screen.findByRole("list", { name: "Build history" });
  expect(within(history).getAllByRole("listitem")).toHaveLength(6);
  await userEvent.click(screen.getByRole("link", { name: "Config" }));
  expect((await row(/^APP_VERSION/)).textContent).toContain("3.4.2");
  expect((await row(/^Ports/)).textContent).toContain("8080/tcp");
  expect((await row(/^Working directory/)).textContent).toContain("/srv");
  await userEvent.click(screen.getByRole("link", { name: "Manifest" }));
  const manifest = await screen.findByRole("region", { name: "Manifest" });
  expect(manifest.textContent).toContain('"schemaVersion": 2');
  expect(screen.getByRole("region", { name: "Config" }).textContent).toContain('"rootfs"');
});

test("lists other tags of the same digest", async () => {
  open(`${LEDGER}/tags/latest/related`);
  const link = await screen.findByRole<HTMLAnchorElement>("link", { name: "3.4.7" });
  expect(link.getAttribute("href")).toBe(`${LEDGER}/tags/3.4.7`);
  expect(await screen.findByText("Nothing has been attached to this tag.")).toBeTruthy();
});

test("an index lists its platforms, and each opens", async () => {
  const router = open("/images/base-images/alpine/tags/3.23");
  const platforms = await screen.findByRole("table", { name: "Platforms" });
  await userEvent.click(within(platforms).getByRole("link", { name: "linux/arm64" }));
  expect(await screen.findByRole("table", { name: "Layers" })).toBeTruthy();
  expect(router.state.location.search).toMatch(/^\?manifest=sha256%3A/);
  await userEvent.click(screen.getByRole("link", { name: "Config" }));
  expect((await row(/^Platform/)).textContent).toContain("linux/arm64");
  expect(router.state.location.search).toMatch(/^\?manifest=sha256%3A/);
});

test("an index says which of its platforms are not there", async () => {
  const asked: string[] = [];
  open("/images/base-images/alpine/tags/3.23", async (request) => {
    if (request.method !== "HEAD" || !request.url.includes("/manifests/")) return await service(request);
    asked.push(request.url);
    // Of a sparse index, as an operator may allow it, the second is left out.
    return asked.length === 2 ? new Response(null, { status: 404 }) : await service(request);
  });
  const platforms = await screen.findByRole("table", { name: "Platforms" });
  expect(await within(platforms).findAllByText("Not here: cannot be pulled")).toHaveLength(1);
  expect(new Set(asked).size).toBe(2);
});

test("hostile labels, variables and steps are text", async () => {
  for (const view of ["config", "history", "manifest"]) {
    open(`${HOSTILE}/hostile/${view}`);
    await screen.findAllByText((text) => text.includes("alert(1)"));
  }
  expect(document.querySelector("script, img, iframe")).toBeNull();
  expect(document.querySelector('a[href^="javascript"]')).toBeNull();
});

test("a Helm chart says that it is one, and has no history to show", async () => {
  open(`${HOSTILE}/chart`);
  expect(await screen.findByText(/^Helm chart \(application\/vnd\.cncf\.helm/)).toBeTruthy();
  const sections = within(screen.getByRole("navigation", { name: "Tag details" }));
  expect(sections.getAllByRole("link").map((link) => link.textContent)).toEqual([
    "Layers",
    "Related",
    "Manifest",
  ]);
});

test("a config of no known form is said to be that", async () => {
  open(`${HOSTILE}/odd/config`);
  expect(await screen.findByRole("heading", { name: "No config to show" })).toBeTruthy();
});

test("a signature and what it signs lead to each other", async () => {
  open(`${HOSTILE}/signed/related`);
  const link = await screen.findByRole("link", { name: "Signature" });
  await userEvent.click(link);
  expect(await screen.findByText(/^Signature \(application\/vnd\.dev\.cosign/)).toBeTruthy();
  await userEvent.click(screen.getByRole("link", { name: "Related" }));
  const about = (await screen.findByRole("heading", { name: "Tags this belongs to" })).parentElement;
  expect(await within(about as HTMLElement).findByRole("link", { name: "signed" })).toBeTruthy();
});

test("a list of referrers says what each is, and each opens", async () => {
  const signature = await pushManifest("bundle", {
    artifactType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    config: await pushBlob("{}", "application/vnd.oci.empty.v1+json"),
    layers: [await pushBlob("bundle", "application/vnd.dev.sigstore.bundle.v0.3+json")],
    annotations: { "dev.sigstore.bundle.predicateType": "https://spdx.dev/Document" },
  });
  const entry = { ...signature, artifactType: "application/vnd.cncf.notary.signature" };
  const tag = `sha256-${"ab".repeat(32)}`;
  await pushManifest(tag, { manifests: [entry] }, MEDIA_TYPE.ociIndex);
  open(`/images/platform-team/hostile/tags/${tag}`);
  const table = within(await screen.findByRole("table", { name: "Referrers" }));
  expect(screen.getByText(/is about another manifest/)).toBeTruthy();
  expect(screen.queryByText(signature.digest)).toBeNull();
  await userEvent.click(table.getByRole("link", { name: "Signature" }));
  // What it holds is told by itself, whatever the list says.
  expect(await screen.findByText(/^SBOM \(https:\/\/spdx/)).toBeTruthy();
});

test("BuildKit's cache is an artifact with layers, and no image of as many platforms", async () => {
  const layers = [
    await pushBlob("one", MEDIA_TYPE.ociLayerGzip),
    await pushBlob("two", MEDIA_TYPE.ociLayerGzip),
  ];
  const config = await pushBlob("{}", "application/vnd.buildkit.cacheconfig.v0");
  await pushManifest("cache", { manifests: [...layers, config] }, MEDIA_TYPE.ociIndex);
  open("/images/platform-team/hostile/tags/cache");
  expect(await screen.findByText(/^Build cache \(application/)).toBeTruthy();
  const table = within(await screen.findByRole("table", { name: "Layers" }));
  expect(table.getAllByRole("row")).toHaveLength(3);
  expect(screen.queryByRole("combobox", { name: "Platform" })).toBeNull();
});

test("a manifest of enormous length is shown in part, the rest on demand", async () => {
  const manifest = JSON.stringify({ schemaVersion: 2, padding: "x".repeat(150_000), end: "the end" });
  open(`${LEDGER}/tags/3.4.2/manifest`, async (request) => {
    const answer = await service(request);
    if (!request.url.endsWith("/tags/3.4.2")) return answer;
    return Response.json({ ...(await answer.json()), manifest });
  });
  const text = await screen.findByRole("region", { name: "Manifest" });
  expect(text.textContent).not.toContain("the end");
  await userEvent.click(within(text).getByRole("button", { name: /^Show the remaining/ }));
  expect(text.textContent).toContain("the end");
});

test("a tag that is not there leads back to those that are", async () => {
  open(`${LEDGER}/tags/gone`);
  expect(await screen.findByRole("heading", { name: "No such tag" })).toBeTruthy();
  const back = screen.getByRole("link", { name: "Back to the tags" });
  expect(back.getAttribute("href")).toBe(`${LEDGER}/tags`);
});

test("a failure of one view names the request and can be tried again", async () => {
  let failing = true;
  open(`${LEDGER}/tags/3.4.2`, async (request) =>
    failing && request.url.endsWith("/config")
      ? Response.json({ error_code: "SVCSTG.SWR.4001018", request_id: "request-3" }, { status: 400 })
      : service(request),
  );
  expect((await screen.findByRole("alert")).textContent).toContain("request-3");
  failing = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("table", { name: "Layers" })).toBeTruthy();
});

test("a tag is deleted from its page, which then leaves it", async () => {
  const router = open(`${LEDGER}/tags/3.4.0/layers`);
  await screen.findByRole("table", { name: "Layers" });
  await userEvent.click(screen.getByRole("button", { name: "Delete" }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Type 3.4.0 to confirm" }), "3.4.0{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe(`${LEDGER}/tags`));
});
