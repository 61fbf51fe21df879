import { Ellipsis } from "lucide-react";
import type { OwnListedImage } from "../../../../core/operations/images.ts";
import { PullCommand } from "../../../components/commands/PullCommand.tsx";
import { deleteItem } from "../../../components/image/delete-item.tsx";
import { refusalOf } from "../../../components/image/refusal.ts";
import { MenuButton } from "../../../components/MenuButton.tsx";
import { useT } from "../../../i18n/use-t.ts";
import styles from "./list.module.css";

interface ImageActionsProps {
  image: OwnListedImage;
  onDelete: (image: OwnListedImage) => void;
}

export function ImageActions({ image, onDelete }: ImageActionsProps) {
  const t = useT();
  const latest = image.tags[0];
  return (
    <span className={styles.actions}>
      {latest !== undefined && <PullCommand reference={`${image.path}:${latest}`} />}
      <MenuButton
        label={t("images.more")}
        icon={<Ellipsis size={16} aria-hidden />}
        items={() => [
          deleteItem(t, { refusal: refusalOf(t, image.auth, "delete"), onClick: () => onDelete(image) }),
        ]}
      />
    </span>
  );
}
