/** What a caller may work in: projects, and the one account they belong to, which IAM calls a domain. */
import { z } from "zod";
import { operation } from "../operations/define.ts";
import { itemLinksSchema, listLinksSchema } from "./links.ts";

const group = "IAM";

const projectSchema = z.object({
  id: z.string(),
  name: z.string(),
  domain_id: z.string(),
  parent_id: z.string(),
  enabled: z.boolean(),
  is_domain: z.boolean(),
  description: z.string(),
  links: itemLinksSchema,
});

export type IamProject = z.infer<typeof projectSchema>;

const projectsSchema = z.object({ projects: z.array(projectSchema), links: listLinksSchema });

/** Pages count from 1; both page fields come together. */
const projectFilterSchema = z
  .object({
    domain_id: z.string().optional(),
    name: z.string().optional(),
    parent_id: z.string().optional(),
    enabled: z.stringbool().optional(),
    is_domain: z.stringbool().optional(),
    page: z.coerce.number().int().min(1).optional(),
    per_page: z.coerce.number().int().min(1).max(5000).optional(),
  })
  .refine(({ page, per_page }) => (page === undefined) === (per_page === undefined), "page needs per_page");

export type IamProjectFilter = z.output<typeof projectFilterSchema>;

export const projectOperations = {
  KeystoneListProjects: operation({
    group,
    summary: "List projects",
    method: "GET",
    path: "/v3/projects",
    query: projectFilterSchema,
    response: projectsSchema,
    success: 200,
  }),
  KeystoneListAuthProjects: operation({
    group,
    summary: "List the projects the caller may use",
    method: "GET",
    path: "/v3/auth/projects",
    response: projectsSchema,
    success: 200,
  }),
  KeystoneListAuthDomains: operation({
    group,
    summary: "List the accounts the caller may use",
    method: "GET",
    path: "/v3/auth/domains",
    response: z.object({
      domains: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          enabled: z.boolean(),
          description: z.string(),
          links: itemLinksSchema,
        }),
      ),
      links: listLinksSchema,
    }),
    success: 200,
  }),
};
