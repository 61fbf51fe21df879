import { Input } from "antd";
import { useT } from "../../i18n/use-t.ts";
import { formatBytes } from "../../lib/format.ts";
import styles from "./DraftImageItem.module.css";
import { checkName } from "./draft-rules.ts";
import type { DraftImage } from "./draft-store.ts";
import { useNameText } from "./use-name-text.ts";

interface DraftImageItemProps {
  image: DraftImage;
  organization: string | undefined;
  duplicates: ReadonlySet<string>;
  showEmpty: boolean;
  /** `nth`: which of the image's names. */
  onRename: (nth: number, part: Partial<DraftImage["names"][number]>) => void;
}

/** An image of a chosen file: each of its names as `organization/name:tag`, to be corrected before it is sent. */
export function DraftImageItem({
  image,
  organization,
  duplicates,
  showEmpty,
  onRename,
}: DraftImageItemProps) {
  const t = useT();
  const nameText = useNameText();
  const { names, layers, size, platforms, missingPlatforms } = image.summary;
  const facts = [t("upload.file.layers", { count: layers }), formatBytes(size), ...platforms];
  return (
    <div className={styles.image}>
      {names.length === 0 && <p className={styles.noName}>{t("upload.file.noName")}</p>}
      {image.names.map((name, nth) => {
        const check = checkName(name, duplicates);
        const shown = (problem: typeof check.image) => showEmpty || problem !== "empty";
        const error = nameText(
          shown(check.image) ? check.image : undefined,
          shown(check.tag) ? check.tag : undefined,
        );
        const noteId = `${image.summary.digest}-${nth}`;
        const field = { spellCheck: false, autoComplete: "off", "aria-describedby": error && noteId };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: names are edited in place, never moved
          <div key={nth}>
            <div className={styles.row}>
              {organization !== undefined && <span className={styles.organization}>{organization}/</span>}
              <Input
                {...field}
                className={styles.name ?? ""}
                aria-label={t("upload.file.image")}
                aria-invalid={check.image !== undefined}
                {...(check.image && shown(check.image) && { status: "error" })}
                value={name.image}
                onChange={(event) => onRename(nth, { image: event.target.value.trim() })}
              />
              <span aria-hidden>:</span>
              <Input
                {...field}
                className={styles.tag ?? ""}
                aria-label={t("upload.file.tag")}
                aria-invalid={check.tag !== undefined}
                {...(check.tag && shown(check.tag) && { status: "error" })}
                value={name.tag}
                onChange={(event) => onRename(nth, { tag: event.target.value.trim() })}
              />
            </div>
            {error && (
              <p id={noteId} className={styles.error}>
                {error}
              </p>
            )}
          </div>
        );
      })}
      <p className={styles.facts}>{facts.join(" · ")}</p>
      {missingPlatforms.length > 0 && (
        <p className={styles.warning}>
          {t("upload.file.missingPlatforms", { platforms: missingPlatforms.join(", ") })}
        </p>
      )}
    </div>
  );
}
