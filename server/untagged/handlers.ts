import { findOwnImage } from "../images/find-image.ts";
import type { Handlers } from "../operations.ts";
import { showUntagged } from "./show.ts";

export const untaggedHandlers = {
  async ShowUntagged(context, { params }) {
    const { image } = await findOwnImage(context, params.namespace, params.repository, "view");
    return { value: await showUntagged(context, image.id) };
  },
} satisfies Handlers;
