import { ArrowRightLeft, Recycle, Share2, Webhook, Zap } from "lucide-react";
import type { ImageMarks as Marks } from "../../../../core/console-operations/image-marks.ts";
import { useT } from "../../../i18n/use-t.ts";
import styles from "./list.module.css";

/** What an image has beside its tags: a small sign each, with its name. */
export function ImageMarks({ marks }: { marks: Marks }) {
  const t = useT();
  const signs = [
    { Icon: Recycle, count: marks.retention ? 1 : 0, name: t("images.marks.retention") },
    { Icon: Zap, count: marks.triggers, name: t("images.marks.triggers", { count: marks.triggers }) },
    { Icon: Webhook, count: marks.webhooks, name: t("images.marks.webhooks", { count: marks.webhooks }) },
    { Icon: ArrowRightLeft, count: marks.syncs, name: t("images.marks.syncs", { count: marks.syncs }) },
    { Icon: Share2, count: marks.shares, name: t("images.marks.shares", { count: marks.shares }) },
  ];
  return (
    <span className={styles.marks}>
      {signs.map(
        ({ Icon, count, name }) =>
          count > 0 && (
            <span key={name} role="img" aria-label={name} title={name}>
              <Icon size={14} aria-hidden />
            </span>
          ),
      )}
    </span>
  );
}
