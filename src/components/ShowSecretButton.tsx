import { Eye, EyeOff } from "lucide-react";
import { useT } from "../i18n/use-t.ts";
import { Button } from "../ui/Button.tsx";

interface ShowSecretButtonProps {
  /** By default that it shows a secret. */
  label?: string | undefined;
  shown: boolean;
  onChange: (shown: boolean) => void;
}

export function ShowSecretButton({ label, shown, onChange }: ShowSecretButtonProps) {
  const t = useT();
  const name = label ?? t("common.command.showSecret");
  return (
    <Button
      kind="text"
      small
      aria-label={name}
      title={name}
      aria-pressed={shown}
      icon={shown ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
      onClick={() => onChange(!shown)}
    />
  );
}
