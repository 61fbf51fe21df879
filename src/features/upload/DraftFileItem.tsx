import { X } from "lucide-react";
import { useT } from "../../i18n/use-t.ts";
import { formatBytes } from "../../lib/format.ts";
import { Button } from "../../ui/Button.tsx";
import styles from "./DraftFileItem.module.css";
import { DraftImageItem } from "./DraftImageItem.tsx";
import type { DraftFile } from "./draft-store.ts";
import { drafts } from "./uploads.ts";
import { useProblemText } from "./use-problem-text.ts";

interface DraftFileItemProps {
  file: DraftFile;
  organization: string | undefined;
  duplicates: ReadonlySet<string>;
  /** Complain of names that were not filled in yet. */
  showEmpty: boolean;
}

/** A chosen file: what is in it, or why it cannot be uploaded. */
export function DraftFileItem({ file, organization, duplicates, showEmpty }: DraftFileItemProps) {
  const t = useT();
  const problemText = useProblemText();
  const { id, name, size, state } = file;
  return (
    <li className={styles.file}>
      <div className={styles.head}>
        <b className={styles.name} title={name}>
          {name}
        </b>
        <span className={styles.size}>{formatBytes(size)}</span>
        <Button
          kind="text"
          small
          aria-label={t("upload.file.remove", { name })}
          icon={<X size={14} aria-hidden />}
          onClick={() => drafts.remove(id)}
        />
      </div>
      {state.kind === "reading" && (
        <p role="status" className={styles.size}>
          {t("upload.file.reading")}
        </p>
      )}
      {state.kind === "rejected" && (
        <p role="alert" className={styles.problem}>
          <b>{t("upload.file.rejected")}</b> {problemText(state.problem)}
        </p>
      )}
      {state.kind === "ready" &&
        state.images.map((image, at) => (
          <DraftImageItem
            key={image.summary.digest}
            image={image}
            organization={organization}
            duplicates={duplicates}
            showEmpty={showEmpty}
            onRename={(nth, part) => drafts.rename(id, at, nth, part)}
          />
        ))}
    </li>
  );
}
