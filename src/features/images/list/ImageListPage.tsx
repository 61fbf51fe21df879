/** 「我的镜像」. The drawer of `/images/new` stands over it. */
import { Plus, Terminal } from "lucide-react";
import { Suspense } from "react";
import { type LoaderFunctionArgs, Outlet, useLocation, useNavigate } from "react-router-dom";
import { queryClient } from "../../../api/query-client.ts";
import { useDialogParam } from "../../../components/use-dialog-param.ts";
import { readListParams } from "../../../components/use-list-params.ts";
import { withAntd } from "../../../components/with-antd.tsx";
import { withTexts } from "../../../i18n/i18n.ts";
import { useT } from "../../../i18n/use-t.ts";
import { formatNumber } from "../../../lib/format.ts";
import { lazyPart } from "../../../lib/load-part.ts";
import { paths } from "../../../paths.ts";
import { chosenFilters, IMAGE_LIST, imageListQuery } from "../../../resources/images.ts";
import { Button } from "../../../ui/Button.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { loadEarly } from "../../session/load-early.ts";
import { SourceTabs } from "../SourceTabs.tsx";
import { ImageList } from "./ImageList.tsx";
import styles from "./list.module.css";
import { UploadButton } from "./UploadButton.tsx";

const ClientUploadDialog = lazyPart(() =>
  withTexts(withAntd(import("./ClientUploadDialog.tsx").then((m) => m.ClientUploadDialog)), "commands"),
);

export function loader({ request }: LoaderFunctionArgs): Promise<null> {
  const list = readListParams(new URL(request.url).searchParams, IMAGE_LIST);
  return loadEarly(() => [queryClient.prefetchQuery(imageListQuery(list, chosenFilters(list)))]);
}

/** Filters and pages change the address only: their rows are asked for by the list itself. */
export const shouldRevalidate = () => false;

export function Component() {
  const t = useT();
  const navigate = useNavigate();
  const { search } = useLocation();
  const clientUpload = useDialogParam("client-upload");
  const create = () => navigate({ pathname: paths.newImage, search });
  return (
    <>
      <ImageList
        header={(total) => (
          <>
            <PageHeader
              title={t("images.title")}
              count={total === undefined ? undefined : formatNumber(total)}
              actions={
                <>
                  <Button icon={<Plus size={15} aria-hidden />} onClick={create}>
                    {t("images.create.action")}
                  </Button>
                  <Button icon={<Terminal size={15} aria-hidden />} onClick={clientUpload.open}>
                    {t("images.clientUpload")}
                  </Button>
                  <UploadButton kind="primary" />
                </>
              }
            />
            <SourceTabs />
          </>
        )}
        nothingYet={<NothingYet />}
      />
      <Suspense>
        <Outlet />
        {clientUpload.isOpen && (
          <ClientUploadDialog
            organization={new URLSearchParams(search).get("organization") ?? ""}
            onClose={clientUpload.close}
          />
        )}
      </Suspense>
    </>
  );
}

function NothingYet() {
  const t = useT();
  const login = useDialogParam("login-command");
  return (
    <Notice
      title={t("images.list.nothingYet.title")}
      text={t("images.list.nothingYet.text")}
      action={
        <div className={styles.buttons}>
          <UploadButton kind="primary" />
          <Button kind="link" onClick={login.open}>
            {t("images.pushWithClient")}
          </Button>
        </div>
      }
    />
  );
}
