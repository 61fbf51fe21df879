import styles from "./Bone.module.css";

interface BoneProps {
  /** Pixels, or a share of what it stands in. */
  width?: number | string;
  height?: number;
}

/** A bar where text or a number is on its way. */
export function Bone({ width = 56, height = 12 }: BoneProps) {
  return <span className={styles.bone} style={{ width, height }} />;
}
