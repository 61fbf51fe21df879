/** Says of another account's image who shares it, and until when. */
import { useQuery } from "@tanstack/react-query";
import { ShareDeadline } from "../../../components/sharing/ShareDeadline.tsx";
import { useT } from "../../../i18n/use-t.ts";
import type { ImageRef } from "../../../resources/images.ts";
import { shareWithMeQuery } from "../../../resources/shares.ts";
import styles from "./SharedBy.module.css";

export function SharedBy(ref: ImageRef) {
  const t = useT();
  const { data: share, isPending } = useQuery(shareWithMeQuery(ref));
  if (isPending) return null;
  return (
    <p className={styles.shared}>
      {share ? (
        <>
          {t("sharing.in.by")} <bdi>{share.account}</bdi> · <ShareDeadline deadline={share.deadline} /> ·{" "}
        </>
      ) : (
        <>{t("sharing.in.others")} · </>
      )}
      {t("sharing.in.readOnly")}
    </p>
  );
}
