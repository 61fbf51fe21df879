import { Button, Tooltip } from "antd";
import { Eye, EyeOff } from "lucide-react";
import { useTranslation } from "react-i18next";

interface ShowSecretButtonProps {
  shown: boolean;
  onChange: (shown: boolean) => void;
}

export function ShowSecretButton({ shown, onChange }: ShowSecretButtonProps) {
  const { t } = useTranslation();
  return (
    <Tooltip title={t("common.command.showSecret")}>
      <Button
        type="text"
        size="small"
        aria-label={t("common.command.showSecret")}
        aria-pressed={shown}
        icon={shown ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
        onClick={() => onChange(!shown)}
      />
    </Tooltip>
  );
}
