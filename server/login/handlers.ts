/** Login commands. The command ends with the host: clients in the wild expect it there (fact sheet, section 4.1). */
import { LOGIN_HEADERS } from "../../core/operations/facts.ts";
import { SwrError } from "../errors.ts";
import type { Handlers } from "../operations.ts";
import { createLogin } from "./create-login.ts";

export const loginHandlers = {
  async CreateSecret(context, { query }) {
    const { caller, host } = context;
    if (query.projectname !== undefined && query.projectname !== caller.project.name) {
      throw new SwrError("invalidQuery", "projectname: not a project of the caller");
    }
    const { username, password, expiresAt } = await createLogin(context, query.duration_seconds);
    return {
      value: { auths: { [host]: { auth: btoa(`${username}:${password}`) } } },
      headers: {
        [LOGIN_HEADERS.command]: `docker login -u ${username} -p ${password} ${host}`,
        [LOGIN_HEADERS.expiresAt]: expiresAt.toISOString(),
        "Cache-Control": "no-store",
      },
    };
  },
} satisfies Handlers;
