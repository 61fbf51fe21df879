/**
 * The part of IAM a console for SWR needs beside tokens: projects, users and permanent access keys. Ids, paths and fields
 * are IAM's own, so that clients made for it work; a `links` field is part of its lists and leads nowhere further here.
 */
import { accessKeyOperations } from "./iam-operations/access-keys.ts";
import { projectOperations } from "./iam-operations/projects.ts";
import { userOperations } from "./iam-operations/users.ts";

export const iamOperations = { ...projectOperations, ...userOperations, ...accessKeyOperations };
