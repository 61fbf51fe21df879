import { Check, Copy } from "lucide-react";
import { useT } from "../i18n/use-t.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { useCopy } from "./use-copy.tsx";

interface CopyButtonProps {
  /** A function makes it when it is asked for. */
  text: string | (() => Promise<string>);
  /** What is copied, for the accessible name; the plain "Copy" otherwise. */
  label?: string;
  /** Text beside the icon; it begins the label. Hidden where a table is narrow. */
  caption?: string;
}

export function CopyButton({ text, label, caption }: CopyButtonProps) {
  const t = useT();
  const { outcome, copy, forget, result } = useCopy();
  const action = label ?? t("common.copy.action");
  return (
    <>
      <IconButton
        label={action}
        title={outcome === "none" ? action : t(`common.copy.${outcome}`)}
        icon={outcome === "done" ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        caption={caption}
        onClick={() => copy(text)}
        onPointerLeave={forget}
        onBlur={forget}
      />
      {result}
    </>
  );
}
