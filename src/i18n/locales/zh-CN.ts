/** Texts of the first page and of what stands around every page, in Chinese, the original. */
import error from "../../api/locales/zh-CN.ts";
import app from "../../app/locales/zh-CN.ts";
import common from "../../components/locales/zh-CN.ts";
import images from "../../features/images/locales/zh-CN.ts";
import session from "../../features/session/locales/zh-CN.ts";

export default { error, app, common, images, session } as const;
