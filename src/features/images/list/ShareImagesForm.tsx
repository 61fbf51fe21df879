/** 「批量共享」: which of the chosen images cannot be shared is said before anything is sent. */
import { allows, type GrantedLevel } from "../../../../core/permissions.ts";
import { ShareForm } from "../../../components/sharing/ShareForm.tsx";
import { useT } from "../../../i18n/use-t.ts";
import type { ImageRef } from "../../../resources/images.ts";

interface ChosenImage extends ImageRef {
  isPublic: boolean;
  /** Undefined where it is not known: the service decides then. */
  level: GrantedLevel | undefined;
}

export function ShareImagesForm({
  images,
  onClose,
}: {
  images: readonly ChosenImage[];
  onClose: () => void;
}) {
  const t = useT();

  function refusal({ isPublic, level }: ChosenImage): string | undefined {
    if (level !== undefined && !allows(level, "share")) return t("images.refusal.share");
    return isPublic ? t("sharing.public.refusal") : undefined;
  }

  return (
    <ShareForm
      title={t("sharing.form.many", { count: images.length })}
      images={images.map((image) => ({ ...image, refusal: refusal(image) }))}
      onClose={onClose}
    />
  );
}
