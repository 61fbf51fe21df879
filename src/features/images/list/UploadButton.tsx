/** 「页面上传」. It needs edit or manage on an organization; on single images that is not enough. */
import { useQuery } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { allows } from "../../../../core/permissions.ts";
import { useDialogParam } from "../../../components/use-dialog-param.ts";
import { useT } from "../../../i18n/use-t.ts";
import { organizationListQuery } from "../../../resources/organizations.ts";
import { ActionButton } from "../../../ui/ActionButton.tsx";
import type { ButtonProps } from "../../../ui/Button.tsx";

interface UploadButtonProps extends Pick<ButtonProps, "kind"> {
  /** The one to upload to; else any will do. */
  organization?: string;
}

export function UploadButton({ organization, ...button }: UploadButtonProps) {
  const t = useT();
  const upload = useDialogParam("upload");
  const { data } = useQuery(organizationListQuery);
  const all = data?.namespaces.filter(({ name }) => organization === undefined || name === organization);
  // Until the organizations are known, the dialog says it.
  const refused = all && !all.some(({ auth }) => allows(auth, "push"));
  return (
    <ActionButton
      {...button}
      label={t("images.upload")}
      refusal={
        refused
          ? t(organization === undefined ? "images.refusal.upload" : "images.refusal.uploadHere")
          : undefined
      }
      icon={<Upload size={15} aria-hidden />}
      onClick={upload.open}
    >
      {t("images.upload")}
    </ActionButton>
  );
}
