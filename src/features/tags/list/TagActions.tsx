import { ArrowRightLeft, Ellipsis, FileJson, GitCompareArrows } from "lucide-react";
import { Link } from "react-router-dom";
import type { ListedTag } from "../../../../core/operations/tags.ts";
import { PullCommand } from "../../../components/commands/PullCommand.tsx";
import { deleteItem, RefusableLabel } from "../../../components/image/delete-item.tsx";
import { MenuButton } from "../../../components/MenuButton.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { paths } from "../../../paths.ts";
import type { ImageRef } from "../../../resources/images.ts";
import styles from "../tags.module.css";

interface TagActionsProps extends ImageRef {
  tag: ListedTag;
  /** Why it cannot be deleted. */
  refusal: string | undefined;
  /** Why it cannot be copied to another region. */
  syncRefusal: string | undefined;
  /** Undefined where nobody here may do so: it is another account's. */
  onSync: ((tag: ListedTag) => void) | undefined;
  onDelete: ((tag: ListedTag) => void) | undefined;
}

export function TagActions({
  organization,
  image,
  tag,
  refusal,
  syncRefusal,
  onSync,
  onDelete,
}: TagActionsProps) {
  const t = useT();
  const compare = {
    pathname: paths.compareTags(organization, image),
    search: new URLSearchParams({ from: tag.Tag }).toString(),
  };
  return (
    <span className={styles.actions}>
      <PullCommand reference={tag.path} />
      <MenuButton
        label={t("tags.more", { tag: tag.Tag })}
        icon={<Ellipsis size={16} aria-hidden />}
        items={() => [
          {
            key: "manifest",
            icon: <FileJson size={14} aria-hidden />,
            label: <Link to={paths.tag(organization, image, tag.Tag, "manifest")}>{t("tags.manifest")}</Link>,
          },
          {
            key: "compare",
            icon: <GitCompareArrows size={14} aria-hidden />,
            label: <Link to={compare}>{t("tags.compare")}</Link>,
          },
          ...(onSync
            ? [
                {
                  key: "sync",
                  disabled: syncRefusal !== undefined,
                  icon: <ArrowRightLeft size={14} aria-hidden />,
                  label: <RefusableLabel text={t("images.sync.tags")} refusal={syncRefusal} />,
                  onClick: () => onSync(tag),
                },
              ]
            : []),
          ...(onDelete ? [deleteItem(t, { refusal, onClick: () => onDelete(tag) })] : []),
        ]}
      />
    </span>
  );
}
