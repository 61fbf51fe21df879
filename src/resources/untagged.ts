import { operationQuery } from "../api/client.ts";
import { type ImageRef, params } from "./images.ts";

/** What of the image no tag holds, and when it goes. Nobody is told of another account's. */
export function untaggedQuery(ref: ImageRef) {
  return operationQuery("ShowUntagged", { params: params(ref) });
}
