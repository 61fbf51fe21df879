/** All of the page upload that stands around the pages: dropping files anywhere, the dialog, and the tray. */
import { Suspense, useEffect, useSyncExternalStore } from "react";
import { useDialogParam } from "../../components/use-dialog-param.ts";
import { withAntd } from "../../components/with-antd.tsx";
import { withTexts } from "../../i18n/i18n.ts";
import { lazyPart } from "../../lib/load-part.ts";
import { useSession } from "../session/use-session.ts";
import { PageDrop } from "./PageDrop.tsx";
import { drafts, uploads } from "./uploads.ts";

const UploadDialog = lazyPart(() =>
  withTexts(withAntd(import("./UploadDialog.tsx").then((m) => m.UploadDialog)), "upload"),
);
const UploadTray = lazyPart(() =>
  withTexts(
    import("./UploadTray.tsx").then((m) => ({ default: m.UploadTray })),
    "upload",
  ),
);

export function PageUpload() {
  const dialog = useDialogParam("upload");
  const { edition } = useSession();
  const isTrayShown = useSyncExternalStore(uploads.subscribe, () => uploads.get().uploads.length > 0);

  // The Worker: uploads of one person must not go on in the name of the next.
  useEffect(
    () => () => {
      drafts.clear();
      uploads.clear();
    },
    [],
  );

  return (
    <>
      <PageDrop
        onDrop={(files) => {
          drafts.add(files, edition.upload);
          if (!dialog.isOpen) dialog.open();
        }}
      />
      <Suspense>
        {dialog.isOpen && <UploadDialog onClose={dialog.close} />}
        {isTrayShown && <UploadTray />}
      </Suspense>
    </>
  );
}
