import type { Organization } from "../../../core/operations/organizations.ts";
import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { useT } from "../../i18n/use-t.ts";
import { deleteOrganization } from "../../resources/organizations.ts";

interface DeleteOrganizationDialogProps {
  organization: Organization;
  onDeleted?: () => void;
  onClose: () => void;
}

export function DeleteOrganizationDialog({
  organization: { name },
  onDeleted,
  onClose,
}: DeleteOrganizationDialogProps) {
  const t = useT();
  return (
    <ConfirmDeleteDialog
      title={t("organizations.delete.of", { name })}
      goes={[
        t("organizations.delete.goes.organization", { name }),
        t("organizations.delete.goes.permissions"),
      ]}
      name={name}
      action={t("organizations.delete.action")}
      onConfirm={async () => {
        await deleteOrganization(name);
        onDeleted?.();
      }}
      onClose={onClose}
    />
  );
}
