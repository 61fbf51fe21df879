import type { IamAccessKey } from "../../../core/iam-operations/access-keys.ts";
import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { useT } from "../../i18n/use-t.ts";
import { deleteAccessKey } from "../../resources/access-keys.ts";

/** Last characters of the key to be typed, enough to show that this key is meant. */
const TYPED = 4;

export function DeleteAccessKey({ accessKey, onClose }: { accessKey: IamAccessKey; onClose: () => void }) {
  const t = useT();
  const { access, description } = accessKey;
  return (
    <ConfirmDeleteDialog
      title={t("credentials.delete.of", { access })}
      goes={[
        description === ""
          ? t("credentials.delete.goes.key", { access })
          : t("credentials.delete.goes.described", { access, description }),
        t("credentials.delete.goes.logins"),
      ]}
      name={access.slice(-TYPED)}
      action={t("credentials.delete.action")}
      onConfirm={() => deleteAccessKey(access)}
      onClose={onClose}
    />
  );
}
