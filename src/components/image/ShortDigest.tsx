import { digestHex } from "../../../core/digest.ts";
import { useT } from "../../i18n/use-t.ts";
import { Copyable } from "../Copyable.tsx";
import styles from "./image.module.css";

/** As many digits as Docker shows: enough to tell the digests of one image apart. */
const DIGITS = 12;

/** The beginning of a digest; whole on hover and when it is copied. */
export function ShortDigest({ digest }: { digest: string }) {
  const t = useT();
  return (
    <Copyable text={digest} label={t("tags.copyDigest")}>
      <span className={styles.digest} title={digest}>
        {digestHex(digest).slice(0, DIGITS)}
      </span>
    </Copyable>
  );
}
