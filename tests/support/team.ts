import { createTestService, type TestService, type TestUser } from "./service.ts";

/** An organization, `team`, with one image, `group/web`, and two users of its account who have no rights. */
interface Team {
  service: TestService;
  /** Ids. */
  organization: number;
  image: number;
  ada: TestUser;
  bob: TestUser;
}

export async function createTeam(): Promise<Team> {
  const service = await createTestService();
  const organization = await service.createOrganization("team");
  return {
    service,
    organization,
    image: await service.createImage(organization, "group/web"),
    ada: await service.createUser("ada"),
    bob: await service.createUser("bob"),
  };
}
