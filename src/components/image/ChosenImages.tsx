import type { ImageRef } from "../../resources/images.ts";
import { Limited } from "../Limited.tsx";
import styles from "./image.module.css";

interface ChosenImagesProps {
  /** Accessible name. */
  label: string;
  images: readonly ImageRef[];
}

/** Which images a form is about, to be looked over before anything is sent. */
export function ChosenImages({ label, images }: ChosenImagesProps) {
  return (
    <Limited items={images}>
      {(shown) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
        <ul className={styles.chosen} aria-label={label} tabIndex={0}>
          {shown.map(({ organization, image }) => (
            <li key={`${organization}/${image}`}>
              <code>
                {organization}/{image}
              </code>
            </li>
          ))}
        </ul>
      )}
    </Limited>
  );
}
