/** All texts in Chinese, the original; each area keeps its own beside its code. */
import error from "../api/locales/zh-CN.ts";
import app from "../app/locales/zh-CN.ts";
import common from "../components/locales/zh-CN.ts";
import images from "../features/images/locales/zh-CN.ts";
import loginCommand from "../features/login-command/locales/zh-CN.ts";
import organizations from "../features/organizations/locales/zh-CN.ts";
import session from "../features/session/locales/zh-CN.ts";
import upload from "../features/upload/locales/zh-CN.ts";

export default { error, app, common, images, loginCommand, organizations, session, upload } as const;
