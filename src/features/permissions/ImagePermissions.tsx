/** 「权限管理」: a tab of an image's page. */
import { useImageTab } from "../../components/image/image-tab.ts";
import { useT } from "../../i18n/use-t.ts";
import { PermissionList } from "./PermissionList.tsx";

export function Component() {
  const t = useT();
  const { organization, image, details } = useImageTab();
  return (
    <PermissionList
      place={{ organization, image }}
      context={t(`permissions.context.${details?.is_public ? "public" : "image"}`)}
    />
  );
}
