import type { Context } from "../context.ts";
import { SwrError } from "../errors.ts";

/** 403 for a project in the path that is not the one the caller's token is for. */
export function requireOwnProject({ caller }: Context, projectId: string): void {
  if (projectId !== caller.project.id) throw new SwrError("forbidden", "not the project of the token");
}
