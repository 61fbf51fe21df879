/**
 * A text filter. It takes effect after a pause, so that not every letter asks the service, and at once when the field
 * is left: otherwise the pause could end on the next page and call the person back to the list.
 */
import { Search, X } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useT } from "../i18n/use-t.ts";
import { classNames } from "../lib/class-names.ts";
import styles from "./SearchInput.module.css";

const PAUSE = 300;

interface SearchInputProps {
  /** Accessible name, and what stands in the empty field. */
  label: string;
  /** The filter in force; may change from elsewhere, e.g. when filters are cleared. */
  value: string;
  onChange: (value: string) => void;
  className?: string;
}

export function SearchInput({ label, value, onChange, className }: SearchInputProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // A value that is our own change coming back may be older than what has been typed since.
    if (value !== sent) {
      setSent(value);
      setText(value);
    }
  }

  function send() {
    if (text === sent) return;
    setSent(text);
    onChange(text.trim());
  }
  const sendAfterPause = useEffectEvent(send);

  // Outside: the timer of the pause.
  useEffect(() => {
    if (text === sent) return;
    const timer = setTimeout(sendAfterPause, PAUSE);
    return () => clearTimeout(timer);
  }, [text, sent]);

  function clear() {
    setText("");
    input.current?.focus();
  }

  return (
    <span className={classNames(styles.field, className)}>
      <Search size={14} aria-hidden />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && send()}
        onBlur={send}
      />
      {text !== "" && (
        <button type="button" aria-label={t("common.search.clear")} onClick={clear}>
          <X size={14} aria-hidden />
        </button>
      )}
    </span>
  );
}
