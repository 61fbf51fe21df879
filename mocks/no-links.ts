/** For content that lies in no folder: nobody could take it over. */
import type { LinkFolder } from "../server/ports/link-folder.ts";

export const noLinks: LinkFolder = {
  async write() {},
  async remove() {},
  list: async () => [],
  modifiedAt: async () => undefined,
};
