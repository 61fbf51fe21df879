import styles from "./ResourceHeading.module.css";

interface ResourceHeadingProps {
  /** What the resource is in, with the mark between the two, e.g. `team/`. */
  place?: string;
  name: string;
}

/** The name of a resource as the title of its page. */
export function ResourceHeading({ place, name }: ResourceHeadingProps) {
  return (
    <span className={styles.heading}>
      {place !== undefined && <span className={styles.place}>{place}</span>}
      {name}
    </span>
  );
}
