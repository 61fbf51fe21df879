/** All texts in Chinese, the original; each area keeps its own beside its code. */
import error from "../api/locales/zh-CN.ts";
import app from "../app/locales/zh-CN.ts";
import commands from "../components/commands/locales/zh-CN.ts";
import common from "../components/locales/zh-CN.ts";
import apiReference from "../features/api-reference/locales/zh-CN.ts";
import credentials from "../features/credentials/locales/zh-CN.ts";
import images from "../features/images/locales/zh-CN.ts";
import loginCommand from "../features/login-command/locales/zh-CN.ts";
import organizations from "../features/organizations/locales/zh-CN.ts";
import overview from "../features/overview/locales/zh-CN.ts";
import search from "../features/search/locales/zh-CN.ts";
import session from "../features/session/locales/zh-CN.ts";
import upload from "../features/upload/locales/zh-CN.ts";

export default {
  error,
  app,
  apiReference,
  commands,
  common,
  credentials,
  images,
  loginCommand,
  organizations,
  overview,
  search,
  session,
  upload,
} as const;
