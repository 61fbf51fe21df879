/** A list of images as a newcomer would write it, for what the service does with indexes to be compared with. */
import type { ImageOrder } from "../../server/images/cut-page.ts";
import type { ImageFilter } from "../../server/images/image-filter.ts";

export interface KnownImage {
  id: number;
  organization: string;
  name: string;
  category: string;
  is_public: 0 | 1;
  tag_count: number;
  updated_at: string;
}

export function naiveList<Image extends KnownImage>(
  all: Image[],
  filter: ImageFilter,
  { column, direction }: ImageOrder,
): Image[] {
  const sortedBy = (image: Image) =>
    column === "namespace"
      ? [image.organization, image.name]
      : [image[column === "updated_time" ? "updated_at" : column], image.id];
  const less = (a: unknown[], b: unknown[]) => {
    const at = a[0] === b[0] ? 1 : 0;
    return (a[at] as string) < (b[at] as string) ? -1 : 1;
  };
  return all
    .filter(
      ({ organization, name, category, is_public }) =>
        (filter.organization ?? organization) === organization &&
        organization.includes(filter.organizationContains?.toLowerCase() ?? "") &&
        name.includes(filter.nameContains?.toLowerCase() ?? "") &&
        (filter.category ?? (category || "other")) === (category || "other") &&
        (filter.isPublic ?? is_public === 1) === (is_public === 1),
    )
    .sort((a, b) => (direction === "asc" ? 1 : -1) * less(sortedBy(a), sortedBy(b)));
}
