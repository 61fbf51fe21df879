/** `/`: finds organizations, images and tags, and goes there. A combobox as the ARIA practices describe it. */
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router-dom";
import { SEARCH_TEXT_MAX } from "../../../core/limits.ts";
import { useErrorText } from "../../components/use-error-text.ts";
import { useT } from "../../i18n/use-t.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { searchQuery } from "../../resources/search.ts";
import { type Entry, listEntries } from "./entries.ts";
import { Results } from "./Results.tsx";
import styles from "./search.module.css";

/** Milliseconds without a key before the service is asked. */
const PAUSE = 150;

export function SearchDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const wanted = text.trim();
  const asked = useSettled(wanted, PAUSE);
  const found = useQuery(searchQuery(asked));
  useReturnFocus();

  // The browser's own dialog keeps the focus inside.
  useEffect(() => dialog.current?.showModal(), []);

  const entries = listEntries(t, wanted, wanted === "" ? undefined : found.data);
  const current = Math.min(active, entries.length - 1);
  const settled = asked === wanted && !found.isFetching;

  function go(entry: Entry) {
    // In place of the search in the history: going back leads to the page it was called on.
    void navigate(entry.to, { replace: true });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      setActive((current + step + entries.length) % entries.length);
    }
    const entry = entries[current];
    if (event.key === "Enter" && entry) go(entry);
  }

  function say(): string {
    if (wanted !== "" && found.isError) return errorText(found.error);
    if (wanted === "" || !settled) return "";
    return entries.length === 0
      ? t("search.nothing", { text: wanted })
      : t("search.found", { total: entries.length });
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the box closes it; the key for that is Esc.
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={t("app.top.search")}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className={styles.box}>
        <div className={styles.field}>
          <Search size={16} aria-hidden />
          <input
            className={styles.input}
            role="combobox"
            aria-label={t("app.top.search")}
            aria-expanded={entries.length > 0}
            aria-controls={listId}
            aria-activedescendant={entries.length > 0 ? `${listId}-${current}` : undefined}
            aria-autocomplete="list"
            placeholder={t("search.placeholder")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={SEARCH_TEXT_MAX}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <Results id={listId} entries={entries} active={current} onActive={setActive} onChoose={go} />
        <p className={styles.say} role={found.isError ? "alert" : "status"}>
          {say()}
        </p>
        <p className={styles.hint}>{t("search.hint")}</p>
      </div>
    </dialog>
  );
}
