import { Link } from "react-router-dom";
import { paths } from "../../../paths.ts";
import { type ImageRef, prefetchImage } from "../../../resources/images.ts";
import styles from "./list.module.css";

/** `organization/image`, where the image's own name stands out; opens the image. */
export function ImageName({ organization, image }: ImageRef) {
  const name = `${organization}/${image}`;
  const prefetch = () => prefetchImage({ organization, image });
  return (
    <Link
      className={styles.name}
      to={paths.image(organization, image)}
      title={name}
      // The parts are laid out as boxes, which a screen reader would read as three words.
      aria-label={name}
      onPointerEnter={prefetch}
      onFocus={prefetch}
    >
      <span className={styles.organization} style={{ minWidth: `${Math.min(4, organization.length)}ch` }}>
        {organization}
      </span>
      <span className={styles.slash}>/</span>
      <span className={styles.strong}>{image}</span>
    </Link>
  );
}
