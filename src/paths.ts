/** Every address of the console; links and routes are made from here. An image's `/` is `$`, as on the wire. */
import { imageNameToUrl } from "../core/names.ts";

export const paths = {
  images: "/images",
  image: (organization: string, image: string, tab: "tags" = "tags") =>
    `/images/${organization}/${encodeURIComponent(imageNameToUrl(image))}/${tab}`,
  organizations: "/organizations",
  newOrganization: "/organizations/new",
};
