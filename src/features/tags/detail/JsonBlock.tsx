import { useMemo, useState } from "react";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { formatBytes } from "../../../lib/format.ts";
import { Button } from "../../../ui/Button.tsx";
import styles from "./tag.module.css";

interface JsonBlockProps {
  title: string;
  /** As it was pushed; copying gives these very bytes. */
  text: string;
  copyLabel: string;
}

/** Characters. More would make the page slow, and nobody reads so far. */
const SHOWN = 100_000;

export function JsonBlock({ title, text, copyLabel }: JsonBlockProps) {
  const t = useT();
  const [all, setAll] = useState(false);
  const pretty = useMemo(() => indented(text), [text]);
  const short = pretty.length <= SHOWN || all;
  return (
    <section className={styles.json} aria-label={title}>
      <div className={styles.jsonHead}>
        <h2>{title}</h2>
        <span>{formatBytes(new TextEncoder().encode(text).length)}</span>
        <CopyButton text={text} label={copyLabel} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <pre tabIndex={0}>
        <code>{short ? pretty : pretty.slice(0, SHOWN)}</code>
      </pre>
      {!short && (
        <Button kind="link" onClick={() => setAll(true)}>
          {t("tags.page.showRest", { size: formatBytes(pretty.length - SHOWN) })}
        </Button>
      )}
    </section>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
