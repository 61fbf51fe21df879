/** Operations on images, from the wire to the service and back. */
import { imageNameFromUrl } from "../../core/names.ts";
import { IMAGE_ORDER_COLUMNS } from "../../core/operations/facts.ts";
import { imageListQuery } from "../../core/operations/images.ts";
import { PAGE_DEFAULT } from "../../core/operations/paging.ts";
import { levelsOnImages } from "../access/image-levels.ts";
import { contentRange, readListQuery, readOrder, readPage } from "../list-query.ts";
import { deleteImage } from "../manifests/deletions.ts";
import type { Handlers } from "../operations.ts";
import { createImage, updateImage } from "./change-image.ts";
import { findImage } from "./find-image.ts";
import { listImageMarks } from "./marks.ts";
import { presentImage, presentListedImage, presentV3ListedImage } from "./present.ts";
import { listImages, listImagesAfter } from "./service.ts";

export const imageHandlers = {
  async CreateRepo(context, { params, body }) {
    await createImage(context, params.namespace, body);
    return { value: {} };
  },
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
    const levels = context.caller.via === "session" ? await levelsOnImages(context, rows) : undefined;
    return {
      value: rows.map((row) => ({
        ...presentListedImage(context, row, total),
        ...(levels && { auth: levels.get(row.id), id: row.id }),
      })),
      headers: contentRange(page, rows.length, total),
    };
  },
  async ListRepoDetails(context, { query }) {
    const { rows, nextMarker } = await listImagesAfter(
      context,
      {
        organization: query.namespace,
        nameContains: query.name === undefined ? undefined : imageNameFromUrl(query.name),
        category: query.category,
        isPublic: query.is_public,
      },
      query.marker ?? 0,
      query.limit ?? PAGE_DEFAULT,
    );
    return { value: { repos: rows.map((row) => presentV3ListedImage(row)), nextMarker } };
  },
  async ListImageMarks(context, { query }) {
    return { value: { images: await listImageMarks(context, query.ids.split(",").map(Number)) } };
  },
  async ShowRepository(context, { params }) {
    const found = await findImage(context, params.namespace, params.repository, "view");
    return { value: presentImage(context, found) };
  },
  async UpdateRepo(context, { params, body }) {
    await updateImage(context, params.namespace, params.repository, body);
    return { value: {} };
  },
  async DeleteRepo(context, { params }) {
    const { organization, image } = await findImage(context, params.namespace, params.repository, "delete");
    await deleteImage(context, organization.name, image);
    return { value: undefined };
  },
} satisfies Handlers;
