import { useT } from "../../i18n/use-t.ts";
import type { ImageRef } from "../../resources/images.ts";
import { Limited } from "../Limited.tsx";
import styles from "./sharing.module.css";

export interface ImageToShare extends ImageRef {
  /** Why it cannot be shared; undefined where it can. */
  refusal: string | undefined;
}

/** Which of the chosen images are left out, each with its reason: said before anything is sent. */
export function RefusedImages({ images }: { images: readonly ImageToShare[] }) {
  const t = useT();
  const refused = images.filter(({ refusal }) => refusal !== undefined);
  if (refused.length === 0) return null;
  return (
    <section className={styles.refused}>
      <p>{t("sharing.form.refused", { count: refused.length, total: images.length })}</p>
      <ul>
        <Limited items={refused}>
          {(shown) =>
            shown.map(({ organization, image, refusal }) => (
              <li key={`${organization}/${image}`}>
                <code>
                  {organization}/{image}
                </code>
                <span>{refusal}</span>
              </li>
            ))
          }
        </Limited>
      </ul>
    </section>
  );
}
