/** All texts in English. */
import error from "../api/locales/en-US.ts";
import app from "../app/locales/en-US.ts";
import commands from "../components/commands/locales/en-US.ts";
import common from "../components/locales/en-US.ts";
import apiReference from "../features/api-reference/locales/en-US.ts";
import credentials from "../features/credentials/locales/en-US.ts";
import images from "../features/images/locales/en-US.ts";
import loginCommand from "../features/login-command/locales/en-US.ts";
import organizations from "../features/organizations/locales/en-US.ts";
import overview from "../features/overview/locales/en-US.ts";
import search from "../features/search/locales/en-US.ts";
import session from "../features/session/locales/en-US.ts";
import upload from "../features/upload/locales/en-US.ts";
import type { Catalogue } from "./catalogue.ts";

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
} as const satisfies Catalogue;
