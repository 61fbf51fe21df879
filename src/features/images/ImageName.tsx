import { Link } from "react-router-dom";
import { paths } from "../../paths.ts";
import styles from "./images.module.css";
import { type ImageRef, prefetchImage } from "./queries.ts";

/** `organization/image`, where the image's own name stands out; opens the image. */
export function ImageName({ organization, image }: ImageRef) {
  const prefetch = () => prefetchImage({ organization, image });
  return (
    <Link
      className={styles.name}
      to={paths.image(organization, image)}
      title={`${organization}/${image}`}
      onPointerEnter={prefetch}
      onFocus={prefetch}
    >
      <span className={styles.organization}>{organization}</span>
      <span className={styles.slash}>/</span>
      <span className={styles.strong}>{image}</span>
    </Link>
  );
}
