/** Tests whether a region can be copied to, and what is missing. */
import type { RegionFailure, RegionTest } from "../../core/console-operations/regions.ts";
import type { Context } from "../context.ts";
import { listRemoteOrganizations } from "./api.ts";
import { failureOfStatus, regionFailure } from "./failure.ts";
import type { Region } from "./region.ts";
import { openRegistry } from "./registry.ts";

const TIMEOUT_MS = 10_000;

export async function testRegion(context: Context, region: Region): Promise<RegionTest> {
  const [registry_failure, api] = await Promise.all([
    testRegistry(context, region),
    testApi(context, region),
  ]);
  return { registry_failure, ...api };
}

async function testRegistry(context: Context, region: Region): Promise<RegionFailure | null> {
  const transport = openRegistry(context, region, { scopes: [], timeoutMs: TIMEOUT_MS });
  try {
    const { status } = await transport({ method: "GET", url: `${region.registry}/v2/` });
    return status === 200 ? null : failureOfStatus(status, "");
  } catch (error) {
    return failureOf(error);
  }
}

type ApiTest = Pick<RegionTest, "api_failure" | "organizations">;

async function testApi(context: Context, region: Region): Promise<ApiTest> {
  const { api } = region;
  if (api === undefined) return { api_failure: null, organizations: null };
  try {
    const { status, organizations } = await listRemoteOrganizations(context, { ...region, api });
    if (!organizations) return { api_failure: failureOfStatus(status, ""), organizations: null };
    return { api_failure: null, organizations };
  } catch (error) {
    return { api_failure: failureOf(error), organizations: null };
  }
}

function failureOf(error: unknown): RegionFailure {
  const failure = regionFailure(error);
  if (!failure) throw error;
  return failure;
}
