/** 「治理 › 共享」: every share of the account, out and in, by when it ends. */
import { useQuery } from "@tanstack/react-query";
import { Suspense, useMemo, useState } from "react";
import { GovernancePage } from "../../../components/governance/GovernancePage.tsx";
import { narrowedBy } from "../../../components/governance/narrowed-by.ts";
import { ShareDeadline } from "../../../components/sharing/ShareDeadline.tsx";
import { shareName } from "../../../components/sharing/share-name.ts";
import { useListParams } from "../../../components/use-list-params.ts";
import { useSelection } from "../../../components/use-selection.ts";
import { withAntd } from "../../../components/with-antd.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { lazyPart } from "../../../lib/load-part.ts";
import { LEDGER, ledgerFilters, ledgerQuery, type Share, shareRef } from "../../../resources/shares.ts";
import { Segments } from "../../../ui/Segments.tsx";
import { exportShares } from "./export-shares.ts";
import { LedgerFilters } from "./LedgerFilters.tsx";
import { ledgerColumns } from "./ledger-columns.tsx";

const EditShareForm = lazyPart(() =>
  withAntd(import("../../../components/sharing/EditShareForm.tsx").then((m) => m.EditShareForm)),
);
const ExtendSharesDialog = lazyPart(() =>
  withAntd(import("./ExtendSharesDialog.tsx").then((m) => m.ExtendSharesDialog)),
);
const RevokeSharesDialog = lazyPart(() =>
  withAntd(import("../../../components/sharing/RevokeSharesDialog.tsx").then((m) => m.RevokeSharesDialog)),
);

const nameOf = (share: Share) => shareName(shareRef(share));

export function Component() {
  const t = useT();
  const list = useListParams(LEDGER);
  const filters = ledgerFilters(list);
  const isOut = filters.direction === "out";
  const shares = useQuery(ledgerQuery(list, filters));
  const selection = useSelection({ rows: shares.data?.shares, nameOf, keep: shareRef });
  const [open, setOpen] = useState<"extension" | "revocation">();
  const [editing, setEditing] = useState<Share>();
  const [revoking, setRevoking] = useState<Share>();
  const columns = useMemo(
    () => ledgerColumns(t, isOut ? { onEdit: setEditing, onRevoke: setRevoking } : undefined),
    [t, isOut],
  );
  const { direction: _, ...narrowing } = filters;
  const chosen = [...selection.chosen.values()];

  function turn(direction: "out" | "in") {
    selection.choose(new Set());
    list.set({ direction: direction === "out" ? "" : direction, organization: "" });
  }

  return (
    <>
      <GovernancePage
        title={t("sharing.ledger.title")}
        context={t("sharing.ledger.context")}
        list={list}
        answer={shares}
        total={shares.data?.total}
        rows={shares.data?.shares}
        rowKey={nameOf}
        columns={columns}
        filters={
          <>
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
          </>
        }
        narrowedBy={narrowedBy(narrowing)}
        none={{
          title: t(`sharing.ledger.none.${filters.direction}`),
          text: t(`sharing.ledger.noneText.${filters.direction}`),
        }}
        nothingMatches={t("sharing.ledger.nothingMatches")}
        csv={{
          title: t("sharing.ledger.exportTitle"),
          name: "shares",
          collect: (options) => exportShares(filters, options),
        }}
        selection={
          isOut
            ? {
                selected: new Set(selection.chosen.keys()),
                onChange: selection.choose,
                allLabel: t("sharing.ledger.selectPage"),
                rowLabel: (share) => t("sharing.ledger.select", { name: nameOf(share) }),
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
              }
            : undefined
        }
        compact={({ account, deadline, state }) => (
          <>
            <ShareDeadline deadline={deadline} />
            {(state === "public" || state === "disabled") && ` · ${t(`sharing.state.${state}`)}`} ·{" "}
            <bdi>{account}</bdi>
          </>
        )}
      />
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
      </Suspense>
    </>
  );
}
