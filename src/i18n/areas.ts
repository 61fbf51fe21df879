/** The texts that come with the part of the console that says them (`withTexts`); the first page's are in `locales/`. */
import type { Language } from "./languages.ts";

const originals = {
  apiReference: {
    "zh-CN": () => import("../features/api-reference/locales/zh-CN.ts"),
    "en-US": () => import("../features/api-reference/locales/en-US.ts"),
  },
  clusters: {
    "zh-CN": () => import("../components/clusters/locales/zh-CN.ts"),
    "en-US": () => import("../components/clusters/locales/en-US.ts"),
  },
  commands: {
    "zh-CN": () => import("../components/commands/locales/zh-CN.ts"),
    "en-US": () => import("../components/commands/locales/en-US.ts"),
  },
  compare: {
    "zh-CN": () => import("../features/compare/locales/zh-CN.ts"),
    "en-US": () => import("../features/compare/locales/en-US.ts"),
  },
  condition: {
    "zh-CN": () => import("../components/condition/locales/zh-CN.ts"),
    "en-US": () => import("../components/condition/locales/en-US.ts"),
  },
  credentials: {
    "zh-CN": () => import("../features/credentials/locales/zh-CN.ts"),
    "en-US": () => import("../features/credentials/locales/en-US.ts"),
  },
  loginCommand: {
    "zh-CN": () => import("../features/login-command/locales/zh-CN.ts"),
    "en-US": () => import("../features/login-command/locales/en-US.ts"),
  },
  organizations: {
    "zh-CN": () => import("../features/organizations/locales/zh-CN.ts"),
    "en-US": () => import("../features/organizations/locales/en-US.ts"),
  },
  overview: {
    "zh-CN": () => import("../features/overview/locales/zh-CN.ts"),
    "en-US": () => import("../features/overview/locales/en-US.ts"),
  },
  retention: {
    "zh-CN": () => import("../features/retention/locales/zh-CN.ts"),
    "en-US": () => import("../features/retention/locales/en-US.ts"),
  },
  permissions: {
    "zh-CN": () => import("../features/permissions/locales/zh-CN.ts"),
    "en-US": () => import("../features/permissions/locales/en-US.ts"),
  },
  reach: {
    "zh-CN": () => import("../features/reach/locales/zh-CN.ts"),
    "en-US": () => import("../features/reach/locales/en-US.ts"),
  },
  search: {
    "zh-CN": () => import("../features/search/locales/zh-CN.ts"),
    "en-US": () => import("../features/search/locales/en-US.ts"),
  },
  sharing: {
    "zh-CN": () => import("../components/sharing/locales/zh-CN.ts"),
    "en-US": () => import("../components/sharing/locales/en-US.ts"),
  },
  sync: {
    "zh-CN": () => import("../components/sync/locales/zh-CN.ts"),
    "en-US": () => import("../components/sync/locales/en-US.ts"),
  },
  tags: {
    "zh-CN": () => import("../features/tags/locales/zh-CN.ts"),
    "en-US": () => import("../features/tags/locales/en-US.ts"),
  },
  triggers: {
    "zh-CN": () => import("../features/triggers/locales/zh-CN.ts"),
    "en-US": () => import("../features/triggers/locales/en-US.ts"),
  },
  upload: {
    "zh-CN": () => import("../features/upload/locales/zh-CN.ts"),
    "en-US": () => import("../features/upload/locales/en-US.ts"),
  },
  users: {
    "zh-CN": () => import("../features/users/locales/zh-CN.ts"),
    "en-US": () => import("../features/users/locales/en-US.ts"),
  },
  webhooks: {
    "zh-CN": () => import("../features/webhooks/locales/zh-CN.ts"),
    "en-US": () => import("../features/webhooks/locales/en-US.ts"),
  },
};

export type Area = keyof typeof originals;

/** Makes the compiler demand the same keys of the English texts. */
export type Texts<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : Texts<Tree[Key]> };

export type Originals = {
  [Name in Area]: Awaited<ReturnType<(typeof originals)[Name]["zh-CN"]>>["default"];
};

export const areas: {
  [Name in Area]: Record<Language, () => Promise<{ default: Texts<Originals[Name]> }>>;
} = originals;

export const AREAS = Object.keys(areas) as Area[];
