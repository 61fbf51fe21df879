/** The images of one organization: a tab of its page. */
import { useParams } from "react-router-dom";
import { useDialogParam } from "../../../components/use-dialog-param.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/Button.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import { ImageList } from "./ImageList.tsx";

export function Component() {
  const t = useT();
  const { organization = "" } = useParams();
  const upload = useDialogParam("upload");
  return (
    <ImageList
      key={organization}
      organization={organization}
      nothingYet={
        <Notice
          title={t("images.list.ofOrganization.title")}
          text={t("images.list.ofOrganization.text")}
          action={<Button onClick={upload.open}>{t("images.upload")}</Button>}
        />
      }
    />
  );
}
