/** An image that is there when a test begins, and clients that pull it. */
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Api, Login } from "./api.ts";
import { makeImage, TAG } from "./image.ts";
import type { Finished } from "./run.ts";
import type { Service } from "./service.ts";
import { copy, pullCredentials, pushCredentials } from "./skopeo.ts";

interface PushedImage {
  /** As skopeo has them: what was pushed, and where to. */
  source: string;
  address: string;
  /** With another login than that it was pushed with; each time into a folder of its own. */
  pull(login: Login): Promise<Finished>;
}

/** Pushes an image of this name, `organization/image`, for the administrator. */
export async function pushImage(
  service: Service,
  api: Api,
  name: string,
  folder: string,
): Promise<PushedImage> {
  const { layout } = await makeImage(folder, { layerSize: 20_000 });
  const source = `oci:${layout}:${TAG}`;
  const address = `docker://${service.host}/${name}:${TAG}`;
  const { code, output } = await copy(source, address, pushCredentials(await api.createLogin()));
  expect(code, output).toBe(0);
  let pulls = 0;
  return {
    source,
    address,
    pull: (login) => copy(address, `dir:${join(folder, `pulled-${++pulls}`)}`, pullCredentials(login)),
  };
}
