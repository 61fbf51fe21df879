/** 「描述」: what the image is for, as its people wrote it. */

import { useImageTab } from "../../components/image/image-tab.ts";
import { refusalOf } from "../../components/image/refusal.ts";
import { Markdown } from "../../components/Markdown.tsx";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import styles from "./description.module.css";

export function Component() {
  const { details, level } = useImageTab();
  const t = useT();
  const edit = useDialogParam("edit");
  if (!details) return <Skeleton rows={6} />;
  if (details.description.trim() !== "") {
    return (
      <article className={styles.description} aria-label={t("images.detail.description")}>
        <Markdown text={details.description} />
      </article>
    );
  }
  const mayEdit = refusalOf(t, level, "editAttributes") === undefined;
  return (
    <Notice
      title={t("images.description.none.title")}
      text={t("images.description.none.text")}
      action={
        mayEdit && (
          <Button kind="primary" onClick={edit.open}>
            {t("images.description.none.action")}
          </Button>
        )
      }
    />
  );
}
