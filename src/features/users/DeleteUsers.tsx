/** Says what would be deleted with users, and asks for their name, or their number if there are several. */
import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import type { IamUser } from "../../../core/iam-operations/users.ts";
import { ConfirmDeleteDialog } from "../../components/ConfirmDeleteDialog.tsx";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useT } from "../../i18n/use-t.ts";
import { type Holdings, userHoldingsQuery } from "../../resources/users.ts";

interface DeleteUsersProps {
  title: string;
  users: readonly IamUser[];
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Names shown: nobody reads more. Their number stands above them. */
const NAMES_SHOWN = 100;

export function DeleteUsers({ title, users, onConfirm, onClose }: DeleteUsersProps) {
  const t = useT();
  const holdings = useQuery(userHoldingsQuery(users.map(({ id }) => id)));
  const names = users.slice(0, NAMES_SHOWN).map(({ name }) => t("users.delete.user", { name }));
  const more = users.length - names.length;
  return (
    <ConfirmDeleteDialog
      title={title}
      goes={[
        ...names,
        ...(more > 0 ? [t("common.andMore", { count: more })] : []),
        ...(holdings.data ? linesOf(t, holdings.data) : []),
        ...(holdings.isPending ? [t("users.delete.counting")] : []),
      ]}
      // Nobody types ten names: typing their number shows that the dialog was read.
      name={users.length === 1 ? (users[0]?.name ?? "") : String(users.length)}
      action={users.length === 1 ? t("users.delete.action") : title}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {holdings.isError && <ErrorNote error={holdings.error} />}
      <p>{t("users.delete.stays")}</p>
    </ConfirmDeleteDialog>
  );
}

const HELD = ["organizationGrants", "imageGrants", "accessKeys", "sessions", "tokens", "logins"] as const;

function linesOf(t: TFunction, holdings: Holdings): string[] {
  return HELD.filter((key) => holdings[key] > 0).map((key) =>
    t(`users.holdings.${key}`, { count: holdings[key] }),
  );
}
