/** Texts of the first page and of what stands around every page, in English. */
import error from "../../api/locales/en-US.ts";
import app from "../../app/locales/en-US.ts";
import common from "../../components/locales/en-US.ts";
import images from "../../features/images/locales/en-US.ts";
import session from "../../features/session/locales/en-US.ts";
import type { FirstPage } from "../catalogue.ts";

export default { error, app, common, images, session } as const satisfies FirstPage;
