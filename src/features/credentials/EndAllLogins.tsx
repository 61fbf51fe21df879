import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { useT } from "../../i18n/use-t.ts";
import { endTemporaryLogins } from "../../resources/temporary-logins.ts";
import { useSession } from "../session/use-session.ts";

export function EndAllLogins({ total, onClose }: { total: number; onClose: () => void }) {
  const t = useT();
  const { user } = useSession();
  return (
    <ConfirmDeleteDialog
      title={t("credentials.logins.endAll")}
      goes={[t("credentials.logins.goes", { count: total })]}
      name={user.name}
      action={t("credentials.logins.endAll")}
      onConfirm={() => endTemporaryLogins()}
      onClose={onClose}
    />
  );
}
