import { Button, Tooltip } from "antd";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "../lib/copy-text.ts";
import styles from "./CopyButton.module.css";

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
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<Outcome>("none");
  const action = label ?? t("common.copy.action");
  const title = outcome === "none" ? action : t(`common.copy.${outcome}`);
  async function copy() {
    const content = typeof text === "string" ? text : await text().catch(() => undefined);
    setOutcome(content !== undefined && (await copyText(content)) ? "done" : "failed");
  }
  return (
    <Tooltip title={title} onOpenChange={(open) => !open && setOutcome("none")}>
      <Button
        type="text"
        size="small"
        aria-label={action}
        icon={outcome === "done" ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        onClick={copy}
      >
        {caption && <span className={styles.caption}>{caption}</span>}
      </Button>
      <span role="status" className="visually-hidden">
        {outcome === "none" ? "" : title}
      </span>
    </Tooltip>
  );
}
