/** Why a part of the console does not come, over whatever the page shows (lib/load-part.ts). */
import { useEffect, useSyncExternalStore } from "react";
import { createPath, useLocation, useNavigation } from "react-router-dom";
import { isUnderWay } from "../features/upload/upload-store.ts";
import { drafts, uploads } from "../features/upload/uploads.ts";
import { useT } from "../i18n/use-t.ts";
import { hindrance } from "../lib/load-part.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./HindranceNote.module.css";
import { mayReload } from "./reload-once.ts";

export function HindranceNote() {
  const t = useT();
  const found = useSyncExternalStore(hindrance.subscribe, hindrance.get);
  const { pathname } = useLocation();
  const next = useNavigation().location;
  const leads = found === "replaced" && next && next.pathname !== pathname ? createPath(next) : undefined;

  // The browser goes where the router cannot: who leaves a page has left what was typed on it too, but for uploads.
  useEffect(() => {
    if (leads === undefined || isUnderWay(uploads.get()) || drafts.get().files.length > 0) return;
    if (mayReload()) location.assign(leads);
  }, [leads]);

  if (!found) return null;
  return (
    <div role="alert" className={styles.note}>
      <p>{t(`app.hindrance.${found}`)}</p>
      {found === "replaced" && <Button onClick={() => location.reload()}>{t("app.hindrance.reload")}</Button>}
    </div>
  );
}
