/** Operations on images, from the wire to the service and back. */
import { imageNameFromUrl } from "../../core/names.ts";
import { IMAGE_ORDER_COLUMNS, imageListQuery } from "../../core/operations/images.ts";
import { contentRange, readListQuery, readOrder, readPage } from "../list-query.ts";
import type { Handlers } from "../manage.ts";
import { deleteImage } from "../registry/delete-image.ts";
import { findImage } from "./find-image.ts";
import { presentImage, presentListedImage } from "./present.ts";
import { listImages } from "./service.ts";

type ImageOperation = "ListReposDetails" | "ShowRepository" | "DeleteRepo";

export const imageHandlers: Pick<Handlers, ImageOperation> = {
  async ListReposDetails(context, { query }) {
    // `center::self` is the older console's word for what this list holds anyway.
    const { values, fromFilter } = readListQuery(imageListQuery, query, ["center"]);
    const page = readPage(values);
    const { rows, total } = await listImages(
      context,
      {
        organization: fromFilter ? undefined : values.namespace,
        organizationContains: fromFilter ? values.namespace : undefined,
        nameContains: values.name === undefined ? undefined : imageNameFromUrl(values.name),
        category: values.category,
        isPublic: values.is_public === undefined ? undefined : values.is_public === "true",
      },
      readOrder(IMAGE_ORDER_COLUMNS, values),
      page,
    );
    return {
      value: rows.map((row) => presentListedImage(context, row, total)),
      headers: contentRange(page, rows.length, total),
    };
  },
  async ShowRepository(context, { params }) {
    const found = await findImage(context, params.namespace, params.repository, "view");
    return { value: presentImage(context, found) };
  },
  async DeleteRepo(context, { params }) {
    const { organization, image } = await findImage(context, params.namespace, params.repository, "delete");
    await deleteImage(context, organization.name, image);
    return { value: undefined };
  },
};
