/** The images of one organization: a tab of its page. */
import { useParams } from "react-router-dom";
import { useT } from "../../../i18n/use-t.ts";
import { Notice } from "../../../ui/Notice.tsx";
import { ImageList } from "./ImageList.tsx";
import { UploadButton } from "./UploadButton.tsx";

export function Component() {
  const t = useT();
  const { organization = "" } = useParams();
  return (
    <ImageList
      key={organization}
      organization={organization}
      nothingYet={
        <Notice
          title={t("images.list.ofOrganization.title")}
          text={t("images.list.ofOrganization.text")}
          action={<UploadButton organization={organization} />}
        />
      }
    />
  );
}
