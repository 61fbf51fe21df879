import { Link } from "react-router-dom";
import { type ImageTab, paths } from "../../paths.ts";
import type { ImageRef } from "../../resources/images.ts";
import styles from "./governance.module.css";

interface ImageLinkProps extends ImageRef {
  tab: ImageTab;
}

/** Names a row by its image, and opens that image where the row's matter is looked at more closely. */
export function ImageLink({ organization, image, tab }: ImageLinkProps) {
  const name = `${organization}/${image}`;
  return (
    <Link className={styles.image} title={name} to={paths.image(organization, image, tab)}>
      <span className={styles.organization}>{organization}/</span>
      {image}
    </Link>
  );
}
