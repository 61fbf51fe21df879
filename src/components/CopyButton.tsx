import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useT } from "../i18n/use-t.ts";
import { copyText } from "../lib/copy-text.ts";
import { IconButton } from "../ui/IconButton.tsx";

interface CopyButtonProps {
  /** A function makes it when it is asked for. */
  text: string | (() => Promise<string>);
  /** What is copied, for the accessible name; the plain "Copy" otherwise. */
  label?: string;
  /** Text beside the icon; it begins the label. Hidden where a table is narrow. */
  caption?: string;
}

type Outcome = "none" | "done" | "failed";

export function CopyButton({ text, label, caption }: CopyButtonProps) {
  const t = useT();
  const [outcome, setOutcome] = useState<Outcome>("none");
  const action = label ?? t("common.copy.action");
  async function copy() {
    const content = typeof text === "string" ? text : await text().catch(() => undefined);
    setOutcome(content !== undefined && (await copyText(content)) ? "done" : "failed");
  }
  return (
    <>
      <IconButton
        label={action}
        title={outcome === "none" ? action : t(`common.copy.${outcome}`)}
        icon={outcome === "done" ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        caption={caption}
        onClick={copy}
        onPointerLeave={() => setOutcome("none")}
        onBlur={() => setOutcome("none")}
      />
      {outcome !== "none" && (
        <span role="status" className="visually-hidden">
          {t(`common.copy.${outcome}`)}
        </span>
      )}
    </>
  );
}
