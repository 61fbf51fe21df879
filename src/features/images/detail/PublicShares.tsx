import { useQuery } from "@tanstack/react-query";
import { allows, type GrantedLevel } from "../../../../core/permissions.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { ImageRef } from "../../../resources/images.ts";
import { imageSharesQuery } from "../../../resources/shares.ts";
import { Warning } from "../../../ui/Warning.tsx";

interface PublicSharesProps extends ImageRef {
  level: GrantedLevel | undefined;
}

/**
 * Says what happens to an image's shares once it is public; to people who may not see shares, what would happen to any.
 */
export function PublicShares({ level, ...ref }: PublicSharesProps) {
  const t = useT();
  const maySee = level !== undefined && allows(level, "share");
  const { data } = useQuery({ ...imageSharesQuery(ref), enabled: maySee });
  const count = data?.filter(({ status }) => status).length;
  if (!maySee) return <Warning>{t("images.edit.publicAnyShares")}</Warning>;
  if (!count) return null;
  return <Warning>{t("images.edit.publicShares", { count })}</Warning>;
}
