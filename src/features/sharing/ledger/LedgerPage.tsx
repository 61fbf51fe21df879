/** 「治理 › 共享」: every share of the account, out and in, by when it ends. */
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { ErrorState } from "../../../components/ErrorState.tsx";
import { NothingMatches } from "../../../components/NothingMatches.tsx";
import { Pagination } from "../../../components/Pagination.tsx";
import { ShareDeadline } from "../../../components/sharing/ShareDeadline.tsx";
import { shareName } from "../../../components/sharing/share-name.ts";
import { useListParams } from "../../../components/use-list-params.ts";
import { useSelection } from "../../../components/use-selection.ts";
import { withAntd } from "../../../components/with-antd.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { formatNumber } from "../../../lib/format.ts";
import { LEDGER, ledgerFilters, ledgerQuery, type Share, shareRef } from "../../../resources/shares.ts";
import { Button } from "../../../ui/Button.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { Segments } from "../../../ui/Segments.tsx";
import { DataTable } from "../../../ui/table/DataTable.tsx";
import styles from "../sharing.module.css";
import { exportShares } from "./export-shares.ts";
import { LedgerFilters } from "./LedgerFilters.tsx";
import { ledgerColumns } from "./ledger-columns.tsx";

const EditShareForm = lazy(() =>
  withAntd(import("../../../components/sharing/EditShareForm.tsx").then((m) => m.EditShareForm)),
);
const ExtendSharesDialog = lazy(() =>
  withAntd(import("./ExtendSharesDialog.tsx").then((m) => m.ExtendSharesDialog)),
);
const RevokeSharesDialog = lazy(() =>
  withAntd(import("../../../components/sharing/RevokeSharesDialog.tsx").then((m) => m.RevokeSharesDialog)),
);
const ExportDialog = lazy(() =>
  withAntd(import("../../../components/ExportDialog.tsx").then((m) => m.ExportDialog)),
);

const nameOf = (share: Share) => shareName(shareRef(share));

export function Component() {
  const t = useT();
  const list = useListParams(LEDGER);
  const filters = ledgerFilters(list);
  const isOut = filters.direction === "out";
  const shares = useQuery(ledgerQuery(list, filters));
  const selection = useSelection({ rows: shares.data?.shares, nameOf, keep: shareRef });
  const [open, setOpen] = useState<"extension" | "revocation" | "export">();
  const [editing, setEditing] = useState<Share>();
  const [revoking, setRevoking] = useState<Share>();
  const columns = useMemo(
    () => ledgerColumns(t, isOut ? { onEdit: setEditing, onRevoke: setRevoking } : undefined),
    [t, isOut],
  );
  const total = shares.data?.total;
  const { direction: _, ...narrowing } = filters;
  const isEmpty = total === 0 && Object.values(narrowing).every((value) => value === "");
  const chosen = [...selection.chosen.values()];

  function turn(direction: "out" | "in") {
    selection.choose(new Set());
    list.set({ direction: direction === "out" ? "" : direction, organization: "" });
  }

  return (
    <>
      <PageHeader
        title={t("sharing.ledger.title")}
        count={total === undefined ? undefined : formatNumber(total)}
        context={t("sharing.ledger.context")}
      />
      <div className={styles.toolbar}>
        <Segments
          label={t("sharing.ledger.direction")}
          value={filters.direction}
          options={[
            { value: "out", label: t("sharing.ledger.out") },
            { value: "in", label: t("sharing.ledger.in") },
          ]}
          onChange={turn}
        />
        <LedgerFilters filters={filters} onChange={list.set} />
        <Button
          aria-label={t("sharing.ledger.export")}
          title={t("sharing.ledger.export")}
          icon={<Download size={15} aria-hidden />}
          disabled={!total}
          onClick={() => setOpen("export")}
        />
      </div>
      <DataTable
        label={t("sharing.ledger.title")}
        columns={columns}
        rows={shares.data?.shares}
        rowKey={nameOf}
        loading={shares.isPending || shares.isPlaceholderData}
        error={shares.isError && <ErrorState error={shares.error} onRetry={() => void shares.refetch()} />}
        empty={
          isEmpty ? (
            <Notice
              title={t(`sharing.ledger.none.${filters.direction}`)}
              text={t(`sharing.ledger.noneText.${filters.direction}`)}
            />
          ) : (
            <NothingMatches
              title={t("sharing.ledger.nothingMatches.title")}
              text={t("sharing.ledger.nothingMatches.text")}
              onClear={() => list.set({ organization: "", image: "", account: "", state: "" })}
            />
          )
        }
        sort={list.sort}
        onSort={list.onSort}
        {...(isOut && {
          selection: {
            selected: new Set(selection.chosen.keys()),
            onChange: selection.choose,
            allLabel: t("sharing.ledger.selectPage"),
            rowLabel: (share: Share) => t("sharing.ledger.select", { name: nameOf(share) }),
            summary: t("sharing.ledger.selected", { count: selection.chosen.size }),
            actions: (
              <>
                <button type="button" onClick={() => setOpen("extension")}>
                  {t("sharing.extend.action")}
                </button>
                <button type="button" data-danger onClick={() => setOpen("revocation")}>
                  {t("sharing.revoke.short")}
                </button>
              </>
            ),
            clearLabel: t("common.selectNone"),
          },
        })}
        compact={({ account, deadline }) => (
          <>
            <ShareDeadline deadline={deadline} /> · <bdi>{account}</bdi>
          </>
        )}
      />
      <Pagination list={list} total={total ?? 0} />
      <p role="status" className="visually-hidden">
        {selection.gone > 0 && t("sharing.revoke.done", { count: selection.gone })}
      </p>
      <Suspense>
        {editing && (
          <EditShareForm
            share={{ description: "", ...editing, ...shareRef(editing) }}
            onClose={() => setEditing(undefined)}
          />
        )}
        {revoking && (
          <RevokeSharesDialog
            shares={[shareRef(revoking)]}
            onRevoked={selection.forget}
            onClose={() => setRevoking(undefined)}
          />
        )}
        {open === "extension" && <ExtendSharesDialog shares={chosen} onClose={() => setOpen(undefined)} />}
        {open === "revocation" && (
          <RevokeSharesDialog
            shares={chosen}
            onRevoked={selection.forget}
            onClose={() => setOpen(undefined)}
          />
        )}
        {open === "export" && (
          <ExportDialog
            title={t("sharing.ledger.exportTitle")}
            name="shares"
            total={total ?? 0}
            collect={(options) => exportShares(filters, options)}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}
