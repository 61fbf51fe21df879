/** The official Node SDK, unchanged, against the service over real HTTP. It signs each request with an access key. */
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core";
import { HcClient } from "@huaweicloud/huaweicloud-sdk-core/HcClient.js";
import { DefaultHttpClient } from "@huaweicloud/huaweicloud-sdk-core/http/DefaultHttpClient.js";
import { SwrClient } from "@huaweicloud/huaweicloud-sdk-swr";
import { projectOfAccount } from "../server/identity/projects.ts";
import { addAccessKey } from "./support/access-keys.ts";
import { createTestService, serveOverHttp, type TestService, type TestUser } from "./support/service.ts";

export interface SdkService extends TestService {
  origin: string;
  /** A client with a new access key of the user. */
  client: (user?: TestUser) => Promise<SwrClient>;
}

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => "error" as never,
  setName() {},
};

export async function startSdkService(): Promise<SdkService> {
  const service = await createTestService();
  // The SDK signs with the machine's time.
  service.advance(Date.now() - service.deps.clock().getTime());
  const { origin, close } = await serveOverHttp(service);
  return {
    ...service,
    origin,
    close,
    client: (user = service.admin) => sdkClient(service, origin, user),
  };
}

/** With a new access key of the user. The service's clock must tell the machine's time: the SDK signs with that. */
export async function sdkClient(service: TestService, origin: string, user: TestUser): Promise<SwrClient> {
  const { id, secret } = await addAccessKey(service, user);
  const project = await projectOfAccount(service.deps, user.accountId);
  const credentials = new BasicCredentials().withAk(id).withSk(secret).withProjectId(project.id);
  // What SwrClient.newBuilder makes, but for the logger: the SDK's own prints every refusal whole.
  const http = new DefaultHttpClient({ logger: silent }, [origin]);
  return new SwrClient(new HcClient(http).withCredential(credentials).withEndpoints([origin]));
}

export interface SdkAnswer {
  status: number;
  body: Record<string, unknown>;
  errorCode: string | undefined;
}

/** What the SDK made of the answer, refusals included: it throws those. */
export async function answerOf(call: Promise<object>): Promise<SdkAnswer> {
  try {
    const { httpStatusCode, ...body } = (await call) as { httpStatusCode: number };
    return { status: httpStatusCode, body, errorCode: undefined };
  } catch (error) {
    const { httpStatusCode, errorCode } = error as { httpStatusCode?: number; errorCode?: string };
    if (httpStatusCode === undefined) throw error;
    return { status: httpStatusCode, body: {}, errorCode };
  }
}
