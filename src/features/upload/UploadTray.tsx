/** The uploads, at the bottom right of every page. */
import { useId, useState, useSyncExternalStore } from "react";
import { useT } from "../../i18n/use-t.ts";
import { keepRoom } from "../../lib/keep-room.ts";
import { Button } from "../../ui/Button.tsx";
import { UploadItem } from "./UploadItem.tsx";
import styles from "./UploadTray.module.css";
import { isUnderWay } from "./upload-store.ts";
import { uploads } from "./uploads.ts";

const room = keepRoom("tray");

export function UploadTray() {
  const t = useT();
  const queue = useSyncExternalStore(uploads.subscribe, uploads.get);
  const [collapsed, setCollapsed] = useState(false);
  const listId = useId();
  const title = t("upload.tray.title", { count: queue.uploads.length });
  return (
    <section ref={room} className={styles.tray} aria-label={title}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {isUnderWay(queue) && (
          <Button kind="text" small onClick={queue.paused ? uploads.resume : uploads.pause}>
            {queue.paused ? t("upload.tray.resume") : t("upload.tray.pause")}
          </Button>
        )}
        <Button
          kind="text"
          small
          aria-expanded={!collapsed}
          aria-controls={listId}
          onClick={() => setCollapsed(!collapsed)}
        >
          {collapsed ? t("upload.tray.expand") : t("upload.tray.collapse")}
        </Button>
        {!isUnderWay(queue) && (
          <Button kind="text" small onClick={uploads.clear}>
            {t("upload.tray.dismissAll")}
          </Button>
        )}
      </header>
      <ul id={listId} className={styles.list} hidden={collapsed}>
        {queue.uploads.map((upload) => (
          <UploadItem key={upload.id} upload={upload} paused={queue.paused} />
        ))}
      </ul>
    </section>
  );
}
