/** An account's projects. All its users may use them. */
import type { IamProject, IamProjectFilter } from "../../core/iam-operations/projects.ts";
import type { Context } from "../context.ts";

/** `origin` of the service, for the links. */
export async function listProjects(
  { db, caller }: Context,
  origin: string,
  filter: IamProjectFilter = {},
): Promise<IamProject[]> {
  const rows = await db
    .selectFrom("projects")
    .select(["id", "name"])
    .where("account_id", "=", caller.account.id)
    .orderBy("name")
    .execute();
  const { page = 1, per_page = rows.length, ...wanted } = filter;
  return rows
    .map(({ id, name }) => ({
      id,
      name,
      domain_id: caller.account.id,
      parent_id: caller.account.id,
      enabled: true,
      is_domain: false,
      description: "",
      links: { self: `${origin}/v3/projects/${id}` },
    }))
    .filter((project) =>
      Object.entries(wanted).every(
        ([field, value]) => value === undefined || project[field as keyof typeof wanted] === value,
      ),
    )
    .slice((page - 1) * per_page, page * per_page);
}
