import { useEffect, useEffectEvent, useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import styles from "./PageDrop.module.css";

/** Takes files that are dropped anywhere on the page, and says so while they hover over it. */
export function PageDrop({ onDrop }: { onDrop: (files: File[]) => void }) {
  const t = useT();
  const [hovering, setHovering] = useState(false);
  const drop = useEffectEvent(onDrop);

  // The window's drag events. Without preventDefault the browser would open the file in place of the console.
  useEffect(() => {
    const listening = new AbortController();
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const listen = (type: "dragover" | "dragleave" | "drop", listener: (event: DragEvent) => void) =>
      addEventListener(type, (event) => carriesFiles(event) && listener(event), { signal: listening.signal });

    listen("dragover", (event) => {
      event.preventDefault();
      setHovering(true);
    });
    listen("dragleave", (event) => {
      // Between two elements of the page there is one to go to; out of the window there is none.
      if (event.relatedTarget === null) setHovering(false);
    });
    listen("drop", (event) => {
      event.preventDefault();
      setHovering(false);
      drop([...(event.dataTransfer?.files ?? [])]);
    });
    return () => listening.abort();
  }, []);

  return hovering ? (
    <div className={styles.veil} role="status">
      <p>{t("app.dropFiles")}</p>
    </div>
  ) : null;
}
