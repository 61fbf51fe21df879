/** Page upload: choose the organization and the files, see and correct what will be there afterwards, then start. */
import { useQuery } from "@tanstack/react-query";
import { Modal } from "antd";
import { Upload } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { useMatches, useSearchParams } from "react-router-dom";
import { allows } from "../../../core/permissions.ts";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { SearchableSelect } from "../../components/SearchableSelect.tsx";
import { useT } from "../../i18n/use-t.ts";
import { formatBytes } from "../../lib/format.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { organizationListQuery } from "../../resources/organizations.ts";
import { Button } from "../../ui/Button.tsx";
import { DialogButtons } from "../../ui/DialogButtons.tsx";
import { Field } from "../../ui/Field.tsx";
import { useSession } from "../session/use-session.ts";
import { DraftFileItem } from "./DraftFileItem.tsx";
import { canStart, duplicateNames } from "./draft-rules.ts";
import styles from "./UploadDialog.module.css";
import { drafts, uploads } from "./uploads.ts";

export function UploadDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { maxFiles, maxArchiveBytes } = useSession().edition.upload;
  const { files, tooMany } = useSyncExternalStore(drafts.subscribe, drafts.get);
  const organizations = useQuery(organizationListQuery);
  const pageOrganization = usePageOrganization();
  const [chosen, setChosen] = useState<string>();
  const [tried, setTried] = useState(false);
  /** "Start" was pressed while files were still being checked. */
  const [waits, setWaits] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  useReturnFocus();

  const listed = organizations.data?.namespaces ?? [];
  const allowed = listed.filter(({ auth }) => allows(auth, "push"));
  const preset = allowed.length === 1 ? allowed[0] : allowed.find(({ name }) => name === pageOrganization);
  const organization = chosen ?? preset?.name;
  const reading = files.some(({ state }) => state.kind === "reading");
  const rejected = files.filter(({ state }) => state.kind === "rejected").length;

  function close() {
    drafts.clear();
    onClose();
  }

  function start() {
    setWaits(reading && organization !== undefined);
    if (reading && organization !== undefined) return;
    if (organization === undefined || !canStart(files)) {
      // Rendered at once, so that the wrong field can be focused.
      flushSync(() => setTried(true));
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    uploads.add(drafts.take().map((draft) => ({ ...draft, organization })));
    onClose();
  }

  // The Worker: when it has checked the files, a start that was asked for meanwhile is made.
  useEffect(() => {
    if (waits && !reading) start();
  });

  return (
    <Modal
      open
      title={t("upload.dialog.title")}
      width={720}
      closable={{ "aria-label": t("common.close") }}
      mask={{ closable: false }}
      onCancel={close}
      footer={
        <DialogButtons>
          <Button onClick={close}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={waits} onClick={start}>
            {t("upload.dialog.start")}
          </Button>
        </DialogButtons>
      }
    >
      <div ref={form} className={styles.form}>
        <p className={styles.note}>
          {t("upload.dialog.intro", { max: maxFiles })}{" "}
          {maxArchiveBytes !== null && t("upload.dialog.limit", { size: formatBytes(maxArchiveBytes) })}
        </p>
        {organizations.isError && <ErrorNote error={organizations.error} />}
        <Field
          label={t("upload.dialog.organization")}
          {...(tried && organization === undefined && { error: t("upload.dialog.noOrganization") })}
          {...(organizations.isSuccess && allowed.length === 0 && { error: t("upload.dialog.noneAllowed") })}
        >
          {({ status, ...control }) => (
            <SearchableSelect
              {...control}
              {...(status && { status })}
              loading={organizations.isPending}
              placeholder={t("upload.dialog.noOrganization")}
              value={organization}
              onChange={setChosen}
              options={listed.map(({ name, auth }) => ({
                value: name,
                label: allows(auth, "push") ? name : `${name} · ${t("upload.dialog.notAllowed")}`,
                disabled: !allows(auth, "push"),
              }))}
            />
          )}
        </Field>
        <div className={styles.choose}>
          <label className={styles.button}>
            <Upload size={15} aria-hidden />
            {t("upload.dialog.choose")}
            <input
              type="file"
              multiple
              accept=".tar,.tar.gz,.tgz"
              className="visually-hidden"
              aria-invalid={tried && files.length === 0}
              aria-describedby={tried && files.length === 0 ? "upload-no-file" : undefined}
              onChange={({ currentTarget }) => {
                drafts.add([...(currentTarget.files ?? [])], { maxFiles, maxArchiveBytes });
                // Lets the same file be chosen again, for example after it was saved anew.
                currentTarget.value = "";
              }}
            />
          </label>
          <span className={styles.note}>{t("upload.dialog.drop")}</span>
        </div>
        {tried && files.length === 0 && (
          <p id="upload-no-file" role="alert" className={styles.error}>
            {t("upload.dialog.noFile")}
          </p>
        )}
        {tooMany && (
          <p role="alert" className={styles.error}>
            {t("upload.dialog.tooMany", { max: maxFiles })}
          </p>
        )}
        {files.length > 0 && (
          <ul className={styles.files} aria-label={t("upload.file.list")}>
            {files.map((file) => (
              <DraftFileItem
                key={file.id}
                file={file}
                organization={organization}
                duplicates={duplicateNames(files)}
                showEmpty={tried}
              />
            ))}
          </ul>
        )}
        {waits && (
          <p role="status" className={styles.note}>
            {t("upload.dialog.starts")}
          </p>
        )}
        {rejected > 0 && rejected < files.length && (
          <p className={styles.note}>{t("upload.dialog.skipped", { count: rejected })}</p>
        )}
      </div>
    </Modal>
  );
}

/** The organization the page is about: its own page, one of its images, or a list narrowed to it. */
function usePageOrganization(): string | undefined {
  const page = useMatches().at(-1);
  const [search] = useSearchParams();
  return page?.params.organization ?? search.get("organization") ?? undefined;
}
