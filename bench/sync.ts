/** A copy of one large layer to a second service, next to `skopeo copy` between the same two, turn by turn. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { MEDIA_TYPE } from "../core/media-types.ts";
import { newBlob, push } from "./blob.ts";
import { type Running, signIn, startService } from "./processes.ts";
import { printTable, quantile, ratio } from "./table.ts";

/** Times skopeo's time. */
const BAR = 1.1;

const run = promisify(execFile);

export async function benchSync(
  folder: string,
  { size, rounds }: { size: number; rounds: number },
): Promise<void> {
  const target = await startService(join(folder, "target"));
  const regions = join(folder, "regions.yaml");
  await writeRegion(regions, target);
  const source = await startService(join(folder, "source"), { SWR_REGIONS_FILE: regions });
  const seconds: Record<"ours" | "theirs", number[]> = { ours: [], theirs: [] };
  const resident = { before: 0, most: 0 };
  const look = () => {
    resident.most = Math.max(resident.most, source.residentBytes());
  };
  try {
    for (let round = 0; round < rounds; round++) {
      // Whoever comes second finds the disk still busy with the first.
      for (const side of round % 2 === 0 ? (["ours", "theirs"] as const) : (["theirs", "ours"] as const)) {
        const image = `${side}-${round}`;
        await pushImage(source, image, size);
        resident.before = Math.max(resident.before, source.residentBytes());
        const start = performance.now();
        if (side === "ours") await copyOurselves(source, image, look);
        else await copyWithSkopeo(source, target, image);
        seconds[side].push((performance.now() - start) / 1000);
      }
    }
  } finally {
    await Promise.all([source.stop(), target.stop()]);
  }
  const [ours, theirs] = [quantile(seconds.ours, 0.5), quantile(seconds.theirs, 0.5)];
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  printTable(
    `One layer of ${megabytes(size)} to another service, median of ${rounds} rounds`,
    ["", "swr-console", "skopeo copy", "time", "memory before", "most"],
    [
      [
        "copy",
        `${ours.toFixed(2)} s`,
        `${theirs.toFixed(2)} s`,
        ratio(ours, theirs, BAR),
        megabytes(resident.before),
        megabytes(resident.most),
      ],
    ],
  );
}

async function writeRegion(path: string, target: Running): Promise<void> {
  const { users } = (await ask(target, "GET", "/v3/users")) as { users: { id: string }[] };
  const { credential } = (await ask(target, "POST", "/v3.0/OS-CREDENTIAL/credentials", {
    credential: { user_id: users[0]?.id },
  })) as { credential: { access: string; secret: string } };
  await writeFile(`${path}.key`, credential.secret);
  const region = { id: "target", registry: target.origin, projectId: "local-1" };
  const entry = { ...region, accessKey: credential.access, secretKeyFile: `${path}.key` };
  // JSON is YAML.
  await writeFile(path, JSON.stringify([entry]));
}

async function ask({ origin }: Running, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(origin + path, {
    method,
    headers: { ...(await signIn(origin, "admin")), "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return await answer.json();
}

async function pushImage(registry: Running, image: string, size: number): Promise<void> {
  const layer = newBlob(size);
  const bytes = Buffer.from(JSON.stringify({ architecture: "amd64", os: "linux", image }));
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const config = { bytes: bytes.length, digest, pieces: () => [bytes] };
  for (const blob of [layer, config]) await push(registry, blob, `bench/${image}`);
  const manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPE.ociManifest,
    config: { mediaType: MEDIA_TYPE.ociConfig, digest, size: config.bytes },
    layers: [{ mediaType: MEDIA_TYPE.ociLayer, digest: layer.digest, size }],
  };
  const answer = await fetch(`${registry.origin}/v2/bench/${image}/manifests/latest`, {
    method: "PUT",
    headers: { ...registry.headers, "content-type": MEDIA_TYPE.ociManifest },
    body: JSON.stringify(manifest),
  });
  if (answer.status !== 201) throw new Error(`the manifest: ${answer.status}`);
}

async function copyOurselves(source: Running, image: string, look: () => void): Promise<void> {
  const path = `/v2/manage/namespaces/bench/repos/${image}`;
  const target = { remoteRegionId: "target", remoteNamespace: "bench" };
  await ask(source, "POST", `${path}/sync_images`, { ...target, imageTag: ["latest"] });
  for (;;) {
    look();
    const jobs = await ask(source, "GET", `${path}/sync_job?filter=limit::1|offset::0`);
    const status = (jobs as { status: string }[])[0]?.status;
    if (status === "success") return;
    if (status !== "waiting" && status !== "running") throw new Error(`the copy ended as ${status}`);
    await setTimeout(50);
  }
}

async function copyWithSkopeo(source: Running, target: Running, image: string): Promise<void> {
  const login = ({ headers }: Running) => atob((headers.authorization ?? "").replace("Basic ", ""));
  const address = ({ origin }: Running) => `docker://${new URL(origin).host}/bench/${image}:latest`;
  await run("skopeo", [
    ...["--insecure-policy", "copy", "--src-tls-verify=false", "--dest-tls-verify=false"],
    ...["--src-creds", login(source), "--dest-creds", login(target)],
    address(source),
    address(target),
  ]);
}
