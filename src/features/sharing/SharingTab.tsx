/** 「共享」: with which accounts an image is shared, until when, and what for. */
import { useQuery } from "@tanstack/react-query";
import { Share2 } from "lucide-react";
import { Suspense, useMemo, useState } from "react";
import { allows } from "../../../core/permissions.ts";
import { ErrorState } from "../../components/ErrorState.tsx";
import { useImageTab } from "../../components/image/image-tab.ts";
import { refusalOf } from "../../components/image/refusal.ts";
import { ShareDeadline } from "../../components/sharing/ShareDeadline.tsx";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { useT } from "../../i18n/use-t.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { imageSharesQuery } from "../../resources/shares.ts";
import { ActionButton } from "../../ui/ActionButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { Warning } from "../../ui/Warning.tsx";
import { type ImageShare, shareColumns } from "./columns.tsx";
import styles from "./sharing.module.css";

const ShareForm = lazyPart(() =>
  withAntd(import("../../components/sharing/ShareForm.tsx").then((m) => m.ShareForm)),
);
const EditShareForm = lazyPart(() =>
  withAntd(import("../../components/sharing/EditShareForm.tsx").then((m) => m.EditShareForm)),
);
const RevokeSharesDialog = lazyPart(() =>
  withAntd(import("../../components/sharing/RevokeSharesDialog.tsx").then((m) => m.RevokeSharesDialog)),
);

export function Component() {
  const t = useT();
  const { organization, image, details, level } = useImageTab();
  const mayShare = level !== undefined && allows(level, "share");
  const shares = useQuery({ ...imageSharesQuery({ organization, image }), enabled: mayShare });
  const form = useDialogParam("share");
  const [editing, setEditing] = useState<ImageShare>();
  const [revoking, setRevoking] = useState<ImageShare>();
  const [revoked, setRevoked] = useState(0);
  const columns = useMemo(() => shareColumns(t, { onEdit: setEditing, onRevoke: setRevoking }), [t]);
  if (level === undefined || !details) return <Skeleton rows={4} />;

  const refusal =
    refusalOf(t, level, "share") ?? (details.is_public ? t("sharing.public.refusal") : undefined);
  const ref = { organization, image };
  return (
    <>
      <div className={styles.head}>
        <p>{t("sharing.tab.intro")}</p>
        <ActionButton
          kind="primary"
          label={t("sharing.form.title")}
          refusal={refusal}
          icon={<Share2 size={15} aria-hidden />}
          onClick={form.open}
        >
          {t("sharing.form.title")}
        </ActionButton>
      </div>
      {details.is_public && <Warning>{t("sharing.public.noEffect")}</Warning>}
      {mayShare ? (
        <DataTable
          label={t("images.detail.sharing")}
          columns={columns}
          rows={shares.data}
          rowKey={({ access_domain }) => access_domain}
          loading={shares.isPending}
          error={shares.isError && <ErrorState error={shares.error} onRetry={() => void shares.refetch()} />}
          empty={<Notice title={t("sharing.tab.none.title")} text={t("sharing.tab.none.text")} />}
          compact={({ deadline, description }) => (
            <>
              <ShareDeadline deadline={deadline} />
              {description !== "" && (
                <>
                  {" · "}
                  <bdi>{description}</bdi>
                </>
              )}
            </>
          )}
        />
      ) : (
        <Notice title={t("sharing.tab.hidden")} text={refusalOf(t, level, "share") ?? ""} />
      )}
      <p role="status" className="visually-hidden">
        {revoked > 0 && t("sharing.revoke.done", { count: revoked })}
      </p>
      <Suspense>
        {form.isOpen && (
          <ShareForm title={t("sharing.form.title")} images={[{ ...ref, refusal }]} onClose={form.close} />
        )}
        {editing && (
          <EditShareForm
            share={{ ...editing, ...ref, account: editing.access_domain }}
            onClose={() => setEditing(undefined)}
          />
        )}
        {revoking && (
          <RevokeSharesDialog
            shares={[{ ...ref, account: revoking.access_domain }]}
            onRevoked={(names) => setRevoked(names.length)}
            onClose={() => setRevoking(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}
