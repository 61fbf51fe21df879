import { IMAGE_NAME_MAX, TAG_NAME_MAX } from "../../../core/names.ts";
import { useT } from "../../i18n/use-t.ts";
import type { NameCheck } from "./draft-rules.ts";

/** What is wrong with an image's name, or else with its tag. */
export function useNameText(): (image: NameCheck["image"], tag: NameCheck["tag"]) => string | undefined {
  const t = useT();
  return (image, tag) => {
    if (image === "duplicate") return t("upload.file.duplicate");
    if (image === "empty" || (tag === "empty" && !image)) return t("common.name.empty");
    if (image === "too_long") return t("common.name.too_long", { max: IMAGE_NAME_MAX });
    if (image) return t(`common.name.image.${image}`);
    if (tag === "too_long") return t("common.name.too_long", { max: TAG_NAME_MAX });
    return tag && tag !== "empty" ? t(`common.name.tag.${tag}`) : undefined;
  };
}
