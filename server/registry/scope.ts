/** Scopes of registry tokens (CNCF distribution, "Token Scope Documentation"): `repository:org/image:pull,push`. */
import type { Action } from "../../core/permissions.ts";

export interface Access {
  type: string;
  name: string;
  actions: string[];
}

/** What a request does to an image, in the words of scopes. */
export type ScopeAction = Extract<Action, "pull" | "push" | "delete">;

/** Undefined where the text is no scope. A name may contain `:` itself, as in `localhost:5000/image`. */
export function parseScope(text: string): Access | undefined {
  const first = text.indexOf(":");
  const last = text.lastIndexOf(":");
  if (first <= 0 || last <= first) return undefined;
  // A class in brackets, as in `repository(plugin)`, changes nothing here.
  const type = text.slice(0, first).replace(/\([^()]*\)$/, "");
  const actions = text.slice(last + 1).split(",");
  return { type, name: text.slice(first + 1, last), actions: actions.filter((action) => action !== "") };
}

export function formatScope({ type, name, actions }: Access): string {
  return `${type}:${name}:${actions.join(",")}`;
}

export function grants(granted: readonly Access[], wanted: Access): boolean {
  return wanted.actions.every((action) =>
    granted.some(({ type, name, actions }) => {
      return type === wanted.type && name === wanted.name && actions.includes(action);
    }),
  );
}

/** A push also reads, as clients ask for what is there already. */
export function repositoryScope(name: string, action: ScopeAction): Access {
  return { type: "repository", name, actions: action === "push" ? ["pull", "push"] : [action] };
}

export const CATALOG_SCOPE: Access = { type: "registry", name: "catalog", actions: ["*"] };
