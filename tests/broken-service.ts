/** Services in which something is missing or used up, for the codes that only those answer with. */
import { sql } from "kysely";
import { localEdition } from "../core/editions.ts";
import { StorageError } from "../server/ports/storage-error.ts";
import { createTestService, type TestService } from "./support/service.ts";

/** The answers of a service in which something is broken for good. */
export async function broken(
  damage: (service: TestService) => Promise<unknown>,
  method: string,
  path: string,
) {
  const service = await createTestService();
  try {
    const headers = { ...(await service.token()), ...(await service.signIn()) };
    await damage(service);
    const answer = await service.app.request(path, { method, headers });
    await answer.clone().text();
    return answer;
  } finally {
    await service.close();
  }
}

export const dropTable = (name: string) => (service: TestService) =>
  sql`drop table ${sql.table(name)}`.execute(service.deps.db);

export async function quotaUsedUp(): Promise<Response> {
  const service = await createTestService({
    config: { edition: { ...localEdition, organizationsPerAccount: 0 } },
  });
  try {
    const init = {
      method: "POST",
      headers: await service.token(),
      body: JSON.stringify({ namespace: "more" }),
    };
    return await service.app.request("/v2/manage/namespaces", init);
  } finally {
    await service.close();
  }
}

export async function shareQuotaUsedUp(): Promise<Response> {
  const service = await createTestService({
    config: { edition: { ...localEdition, accountsPerSharedImage: 0 } },
  });
  try {
    await service.createImage(await service.createOrganization("team"), "app");
    await service.createAccount("partner");
    const init = {
      method: "POST",
      headers: await service.token(),
      body: JSON.stringify({ access_domain: "partner", permit: "read", deadline: "forever" }),
    };
    return await service.app.request("/v2/manage/namespaces/team/repositories/app/access-domains", init);
  } finally {
    await service.close();
  }
}

export async function takesNoWrites({ deps }: Pick<TestService, "deps">): Promise<void> {
  const refuse = () => Promise.reject(new StorageError("the disk is full", undefined));
  deps.content = { ...deps.content, begin: refuse, append: refuse, complete: refuse };
  deps.links = { ...deps.links, write: refuse };
}
