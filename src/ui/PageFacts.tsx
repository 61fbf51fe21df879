/** The line of facts under a page's title. */
import type { ReactNode } from "react";
import { Bone } from "./Bone.tsx";
import styles from "./PageFacts.module.css";

/** A name and its value, undefined until it is known. */
export type Fact = readonly [name: string, value: ReactNode];

export function PageFacts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? <Bone />}</dd>
        </div>
      ))}
    </dl>
  );
}
