import { useT } from "../../i18n/use-t.ts";
import { Pill } from "../../ui/Pill.tsx";

/** Public stands out: anyone can pull it. */
export function TypePill({ isPublic }: { isPublic: boolean }) {
  const t = useT();
  return isPublic ? (
    <Pill tone="accent">{t("images.type.public")}</Pill>
  ) : (
    <Pill>{t("images.type.private")}</Pill>
  );
}
