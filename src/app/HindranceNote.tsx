/** Says why a part of the console cannot be loaded, below pages and dialogs (lib/load-part.ts). */
import { useEffect, useSyncExternalStore } from "react";
import { createPath, useLocation, useNavigation } from "react-router-dom";
import { isUnderWay } from "../features/upload/upload-store.ts";
import { drafts, uploads } from "../features/upload/uploads.ts";
import { useT } from "../i18n/use-t.ts";
import { keepRoom } from "../lib/keep-room.ts";
import { hindrance } from "../lib/load-part.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./HindranceNote.module.css";
import { mayReload } from "./reload-once.ts";

const room = keepRoom("note");

export function HindranceNote() {
  const t = useT();
  const found = useSyncExternalStore(hindrance.subscribe, hindrance.get);
  const { pathname } = useLocation();
  const next = useNavigation().location;
  const needsReload = found === "replaced" || found === "given_up";
  const leads = needsReload && next && next.pathname !== pathname ? createPath(next) : undefined;

  // The router cannot load the next page, so the browser does. Whoever leaves a page gives up what
  // was typed on it anyway; but uploads would end.
  useEffect(() => {
    if (leads === undefined || isUnderWay(uploads.get()) || drafts.get().files.length > 0) return;
    if (mayReload()) location.assign(leads);
  }, [leads]);

  if (!found) return null;
  return (
    <div ref={room} role="alert" className={styles.note}>
      <p>{t(`app.hindrance.${found}`)}</p>
      {needsReload && <Button onClick={() => location.reload()}>{t("app.hindrance.reload")}</Button>}
    </div>
  );
}
