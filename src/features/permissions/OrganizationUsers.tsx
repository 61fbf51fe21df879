/** 「用户」: a tab of an organization's page. */
import { useParams } from "react-router-dom";
import { useT } from "../../i18n/use-t.ts";
import { PermissionList } from "./PermissionList.tsx";

export function Component() {
  const t = useT();
  const { organization = "" } = useParams();
  return (
    <PermissionList
      key={organization}
      place={{ organization }}
      context={t("permissions.context.organization")}
    />
  );
}
