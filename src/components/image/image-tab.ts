/** What an image's page and its tabs, which are its child routes, have in common. */
import { type Params, type ShouldRevalidateFunctionArgs, useOutletContext } from "react-router-dom";
import { imageNameFromUrl } from "../../../core/names.ts";
import type { Image } from "../../../core/operations/images.ts";
import type { GrantedLevel } from "../../../core/permissions.ts";
import type { ImageRef } from "../../resources/images.ts";

/** What the page hands to the tab that is open. */
export interface ImageTabContext extends ImageRef {
  /** Undefined until the first answer. */
  details: Image | undefined;
  /** What the person may do with the image; undefined until it is known. */
  level: GrantedLevel | undefined;
  /** It is another account's: what nobody here may do is not shown. */
  isOthers: boolean;
}

/** Only below the image's page. */
export function useImageTab(): ImageTabContext {
  return useOutletContext<ImageTabContext>();
}

/** The image that the address is about. */
export function imageAt({ organization = "", image = "" }: Params): ImageRef {
  return { organization, image: imageNameFromUrl(image) };
}

/** A route's `shouldRevalidate`: filters and pages change the address only, what they show is asked for by itself. */
export function isOtherImage({ currentParams, nextParams }: ShouldRevalidateFunctionArgs): boolean {
  return currentParams.organization !== nextParams.organization || currentParams.image !== nextParams.image;
}
