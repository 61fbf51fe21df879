import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/CopyButton.tsx";

/** Copies the command that pulls a tag. `reference` is the whole address, `host/organization/image:tag`. */
export function PullCommand({ reference }: { reference: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton
      text={`docker pull ${reference}`}
      label={t("images.pullCommand")}
      caption={t("images.pullCommand")}
    />
  );
}
