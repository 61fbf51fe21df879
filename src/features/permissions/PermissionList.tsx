/** Who may do what on an organization or an image, and by what right: 「用户」 of the one, 「权限管理」 of the other. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { Suspense, useState } from "react";
import type { Permission } from "../../../core/console-operations/permissions.ts";
import type { GrantedLevel } from "../../../core/permissions.ts";
import { isRefusedWith } from "../../api/api-error.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { ErrorState } from "../../components/ErrorState.tsx";
import { NothingMatches } from "../../components/NothingMatches.tsx";
import { Pagination } from "../../components/Pagination.tsx";
import { SearchInput } from "../../components/SearchInput.tsx";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { useListParams } from "../../components/use-list-params.ts";
import { useSelection } from "../../components/use-selection.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { lazyPart } from "../../lib/load-part.ts";
import {
  changeGrant,
  PERMISSION_LIST,
  type PermissionPlace,
  permissionListQuery,
  permissionsChanged,
} from "../../resources/permissions.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useSession } from "../session/use-session.ts";
import { permissionColumns, refusalText, Sources } from "./columns.tsx";
import styles from "./permissions.module.css";

const GrantForm = lazyPart(() => withAntd(import("./GrantForm.tsx").then((m) => m.GrantForm)));
const ChangeDialog = lazyPart(() => withAntd(import("./ChangeDialog.tsx").then((m) => m.ChangeDialog)));
const RevokeDialog = lazyPart(() => withAntd(import("./RevokeDialog.tsx").then((m) => m.RevokeDialog)));

interface PermissionListProps {
  place: PermissionPlace;
  /** What there is to know beforehand. */
  context: string;
}

const nameOf = ({ name }: Permission) => name;

export function PermissionList({ place, context }: PermissionListProps) {
  const t = useT();
  const { user } = useSession();
  const onImage = place.image !== undefined;
  const list = useListParams(PERMISSION_LIST);
  const grant = useDialogParam("grant");
  const [open, setOpen] = useState<"change" | "revoke">();
  const [revoking, setRevoking] = useState<Permission>();
  const permissions = useQuery(permissionListQuery(place, list, list.filter("user")));
  const { users, total = 0, grantable } = permissions.data ?? {};
  const selection = useSelection({ rows: users, nameOf, keep: (row) => row });
  const change = useMutation({
    mutationFn: async ({ row, auth }: { row: Permission; auth: GrantedLevel }) => {
      await changeGrant(place, row, auth);
      await permissionsChanged(place);
    },
  });

  if (isRefusedWith(permissions.error, "imageForbidden")) {
    return <Notice title={t("permissions.foreign.title")} text={t("permissions.foreign.text")} />;
  }

  const granter = { userId: user.id, grantable };
  const sent = change.isPending ? change.variables : undefined;
  const columns = permissionColumns(t, {
    ...granter,
    onImage,
    changing: sent && { id: sent.row.id, auth: sent.auth },
    onChange: (row, auth) => auth !== row.granted && !change.isPending && change.mutate({ row, auth }),
    onRevoke: setRevoking,
  });
  const grantRefusal =
    grantable === null ? t(`permissions.refusal.nothing.${onImage ? "image" : "organization"}`) : undefined;

  return (
    <>
      <p className={styles.context}>{context}</p>
      <div className={styles.toolbar}>
        <search className={styles.search}>
          <SearchInput
            label={t("permissions.filter")}
            value={list.filter("user")}
            onChange={(name) => list.set({ user: name })}
          />
        </search>
        <ActionButton
          kind="primary"
          label={t("permissions.grant.action")}
          refusal={grantRefusal}
          icon={<UserPlus size={15} aria-hidden />}
          onClick={grant.open}
        >
          {t("permissions.grant.action")}
        </ActionButton>
      </div>
      {change.isError && <ErrorNote error={change.error} />}
      <DataTable
        label={t("permissions.title")}
        columns={columns}
        rows={users}
        rowKey={nameOf}
        loading={permissions.isPending || permissions.isPlaceholderData}
        error={
          permissions.isError && (
            <ErrorState error={permissions.error} onRetry={() => permissions.refetch()} />
          )
        }
        empty={
          <NothingMatches
            title={t("permissions.nothingMatches.title")}
            text={t("permissions.nothingMatches.text")}
            onClear={() => list.set({ user: "" })}
          />
        }
        selection={{
          selected: new Set(selection.chosen.keys()),
          onChange: selection.choose,
          allLabel: t("permissions.selectPage"),
          rowLabel: ({ name }) => t("permissions.select", { name }),
          refusal: (row) => refusalText(t, row, { ...granter, onImage }),
          summary: t("permissions.selected", { count: selection.chosen.size }),
          actions: (
            <>
              <button type="button" onClick={() => setOpen("change")}>
                {t("permissions.change.action")}
              </button>
              <button type="button" data-danger onClick={() => setOpen("revoke")}>
                {t("permissions.revoke.action")}
              </button>
            </>
          ),
          clearLabel: t("common.selectNone"),
        }}
        compact={(row) => <Sources t={t} user={row} onImage={onImage} />}
      />
      <Pagination list={list} total={total} />
      <p role="status" className="visually-hidden">
        {change.isSuccess && t("permissions.change.done", { name: change.variables.row.name })}
      </p>
      <Suspense>
        {grant.isOpen && permissions.data && (
          <GrantForm place={place} grantable={grantable} refusal={grantRefusal} onClose={grant.close} />
        )}
        {open === "change" && (
          <ChangeDialog
            place={place}
            users={selection.chosen}
            grantable={grantable}
            onChanged={selection.forget}
            onClose={() => setOpen(undefined)}
          />
        )}
        {open === "revoke" && (
          <RevokeDialog
            place={place}
            users={selection.chosen}
            onRevoked={selection.forget}
            onClose={() => setOpen(undefined)}
          />
        )}
        {revoking && (
          <RevokeDialog
            place={place}
            users={new Map([[revoking.name, revoking]])}
            onRevoked={selection.forget}
            onClose={() => setRevoking(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}
