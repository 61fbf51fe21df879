import { Eye, EyeOff } from "lucide-react";
import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/Button.tsx";

interface ShowSecretButtonProps {
  shown: boolean;
  onChange: (shown: boolean) => void;
}

export function ShowSecretButton({ shown, onChange }: ShowSecretButtonProps) {
  const t = useT();
  return (
    <Button
      kind="text"
      small
      aria-label={t("common.command.showSecret")}
      title={t("common.command.showSecret")}
      aria-pressed={shown}
      icon={shown ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
      onClick={() => onChange(!shown)}
    />
  );
}
