/** Login commands. The command ends with the host: clients in the wild expect it there (fact sheet, section 4.1). */
import { LOGIN_HEADERS } from "../../core/operations/facts.ts";
import { SwrError } from "../errors.ts";
import type { Handlers } from "../operations.ts";
import { type CreatedLogin, createLogin } from "./create-login.ts";
import { ENHANCED_USER } from "./find-login.ts";
import { endTemporaryLogins, listTemporaryLogins } from "./temporary-logins.ts";

export const loginHandlers = {
  async CreateSecret(context, { query }) {
    const { caller, host } = context;
    if (query.projectname !== undefined && query.projectname !== caller.project.name) {
      throw new SwrError("invalidQuery", "projectname: not a project of the caller");
    }
    return present(host, await createLogin(context, query.duration_seconds));
  },
  /** The same kind of login by another name: there is no second plane of IAM here that it would come from. */
  async CreateAuthorizationToken(context) {
    const login = await createLogin(context, ENHANCED_SECONDS);
    return present(context.host, { ...login, username: `${ENHANCED_USER}@${login.accessKey}` });
  },
  async ListTemporaryLogins(context) {
    return { value: await listTemporaryLogins(context) };
  },
  async EndTemporaryLogins(context, { query }) {
    await endTemporaryLogins(context, query.access_key);
    return { value: undefined };
  },
} satisfies Handlers;

/** As long as the original's (SWR API reference, section 4.1). */
const ENHANCED_SECONDS = 12 * 60 * 60;

function present(
  host: string,
  { username, password, expiresAt }: Pick<CreatedLogin, "username" | "password" | "expiresAt">,
) {
  return {
    value: { auths: { [host]: { auth: btoa(`${username}:${password}`) } } },
    headers: {
      [LOGIN_HEADERS.command]: `docker login -u ${username} -p ${password} ${host}`,
      [LOGIN_HEADERS.expiresAt]: expiresAt.toISOString(),
      "Cache-Control": "no-store",
    },
  };
}
